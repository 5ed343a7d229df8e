"""What a text says: a message in, a finding out."""
