"""Bytes in: mailbox files and the messages in them."""
