"""Spellings that mean the same employer or role, and look-alikes that do not."""

from __future__ import annotations

import pytest

from nextround.reading.names import abbreviates, normal_company, normal_role, same_company, same_role


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Stripe, Inc.", "stripe"),
        ("Stripe Recruiting", "stripe"),
        ("The Stripe Talent Acquisition Team", "stripe"),
        ("Recruiting Team at Stripe", "stripe"),
        ("Stripe via Greenhouse", "stripe"),
        ("stripe.com", "stripe"),
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("S.A.S. Dupont S.A.", "sas dupont"),
        ("People Group", "people group"),
        ("", ""),
    ],
)
def test_company_key(spelling: str, key: str) -> None:
    assert normal_company(spelling) == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Sr. Data Analyst (m/w/d) – Berlin", "senior data analyst"),
        ("Verpleegkundige (m/v/x)", "verpleegkundige"),
        ("Specjalistki (k/m)", "specjalista"),
        ("Data Analyst (all genders)", "data analyst"),
        ("R-23154 Data Science Intern (Evergreen) (Open)", "data science intern"),
        ("2026 Data Science Internship", "data science intern"),
        ("Softwareentwickler*in", "softwareentwickler"),
        ("Ingénieure logiciel H/F - Paris", "ingenieur logiciel"),
        ("C++ Developer, remote", "c++ developer"),
        ("Software Engineer II", "software engineer ii"),
        ("Open Role", "open role"),
    ],
)
def test_role_key(title: str, key: str) -> None:
    assert normal_role(title) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Trip Advisor", "TripAdvisor LLC", True),
        ("Acme", "Acme Technologies Germany", True),
        ("Acme Technologies", "ACME", True),
        ("Northwind Traders", "Northwind Trader", True),
        ("Acme", "Acme Bank", False),
        ("Target", "Targeted", False),
        ("Deutsche Bank", "Deutsche Bahn", False),
        ("Acme", "", False),
    ],
)
def test_same_company(one: str, other: str, same: bool) -> None:
    assert same_company(one, other) is same
    assert same_company(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Data Scientist", "Data Scientist, Growth", True),
        ("Data Analyst (m/w/d)", "Data analyst - Hamburg", True),
        ("Front-end Developer", "Front end developers", True),
        ("Data Scientist", "Senior Data Scientist", False),
        ("Software Engineer I", "Software Engineer II", False),
        ("Data Analyst", "Product Manager", False),
        ("Engineer", "Sales Engineer", False),
        ("", "Engineer", False),
    ],
)
def test_same_role(one: str, other: str, same: bool) -> None:
    assert same_role(one, other) is same
    assert same_role(other, one) is same


@pytest.mark.parametrize(
    ("label", "name", "short_for"),
    [
        ("cortegama", "Corte & Gamarra", True),
        ("cgamarra", "Corte Gamarra", True),
        ("gamarra-c", "Corte Gamarra", True),
        ("cortgam", "Corte Gamarra", True),
        ("baeckerlux", "Bäcker Luxem", True),
        ("corte", "Corte Gamarra", False),  # one word alone may be anybody's
        ("coga", "Corte Gamarra", False),
        ("corteg4", "Corte Gamarra", False),
        ("gamarra", "Gamarra", False),
        ("belmarcorte", "Corte Gamarra", False),
    ],
)
def test_abbreviates_takes_beginnings_of_two_words(label: str, name: str, short_for: bool) -> None:
    assert abbreviates(label, name) is short_for
