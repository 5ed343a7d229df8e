"""The rows that most pages begin with: an application of the person's own, and what it is called."""

from __future__ import annotations

from django.contrib.auth.models import User

from nextround.desk.errors import owned
from nextround.records.models import Application


def own_application(owner: User, pk: int) -> Application:
    """An application of this person. Raises NotYours."""
    return owned(Application.objects.filter(owner=owner, pk=pk).first())


def name_of(row: Application) -> str:
    """What the person knows an application by: the employer, else the agency, else the role."""
    return row.company or row.agency or row.role


def plain_address(given: str) -> str:
    """An address as it is remembered and compared, without the spaces and capitals it was typed with."""
    return given.strip().lower()
