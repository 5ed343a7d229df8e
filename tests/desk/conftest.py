"""A real mail server for the tests of accounts."""

from tests.dovecot import dovecot

__all__ = ["dovecot"]
