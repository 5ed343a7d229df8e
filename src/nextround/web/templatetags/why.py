"""The reasons for a step or a note, from the playbook's rules."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from nextround.desk import rules

register = template.Library()


@register.filter
def reasons(ids: Iterable[str]) -> list[rules.RuleView]:
    """The rules with these ids, for `partials/why.html`."""
    return rules.reasons(ids)
