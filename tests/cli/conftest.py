"""A real mail server for the tests of this folder."""

from tests.dovecot import dovecot

__all__ = ["dovecot"]
