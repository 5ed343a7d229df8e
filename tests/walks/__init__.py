"""Walks through the whole program, as processes of their own."""

# Seconds after which a process is taken to hang: so many that a busy machine is never mistaken for that.
PATIENCE = 180
