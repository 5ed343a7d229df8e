"""A real mail server for the walks."""

from tests.dovecot import dovecot

__all__ = ["dovecot"]
