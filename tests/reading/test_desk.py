"""The words for the people who hire, around an employer's name."""

# ruff: noqa: E501 -- one case, one line
from __future__ import annotations

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.desk import tidy_company, without_desk
from nextround.reading.employer import Who, who
from nextround.reading.finding import Finding, Kind
from nextround.reading.newest import split
from nextround.reading.recognise import recognise
from nextround.reading.sender import from_hiring_address, read_sender


def read(text: str, subject: str = "", sender: str = "", email: str = "", language: str = "en") -> Who:
    message = Message(id="<1@x.example>", subject=subject, sender=Address(sender, email), text=text)
    return who(message, split(text, subject), language)


@pytest.mark.parametrize(
    ("written", "employer"),
    [
        ("Personalabteilung Hofgut Sonnenau", "Hofgut Sonnenau"),
        ("Équipe Talents Moulin d'Argent", "Moulin d'Argent"),
        ("Les ressources humaines de Belvoile", "Belvoile"),
        ("L'équipe recrutement de l'Atelier Rose", "Atelier Rose"),
        ("Equipo de Personas de Correos Alba", "Correos Alba"),
        ("Ufficio Selezione Banco Adriatico", "Banco Adriatico"),
        ("Time de Talentos Porto Claro", "Porto Claro"),
        ("Dział HR Młyn Stary", "Młyn Stary"),
        ("Talangteamet på Nordvind", "Nordvind"),
        ("Werken bij De Noorderzon", "De Noorderzon"),
        ("Officina Bruni Lavora con noi", "Officina Bruni"),
        ("Karriär Nordvind", "Nordvind"),
        ("Recursos Humanos Viento Norte", "Viento Norte"),
    ],
)
def test_words_for_the_desk_in_front_go(written: str, employer: str) -> None:
    assert without_desk(written) == employer
    assert read_sender(Address(written, "jobs@post.example")).company == employer


@pytest.mark.parametrize(
    ("written", "employer"),
    [
        ("HR Fahrradmonteur Lenz", "Fahrradmonteur Lenz"),
        ("Koerier Zonder Haast Recruitment", "Koerier Zonder Haast"),
        ("HR Manager Lenz", ""),
        ("HR Data Analyst", ""),
        ("Fahrradmonteur Lenz", ""),  # no desk: it may as well be Lenz, who mends bicycles
    ],
)
def test_a_firm_may_be_called_by_a_trade(written: str, employer: str) -> None:
    assert read_sender(Address(written, "jobs@post.example")).company == employer


@pytest.mark.parametrize(
    "name",
    [
        "Talent Garden",  # one such word may be part of the name
        "Recruitment Solutions Ltd",
        "University of Norburg",
        "Department of Works",
        "Gente de Mar",
        "Human Resources",
        "The Northwind Traders",
        "Northwind",
        "",
    ],
)
def test_names_that_begin_like_a_desk_stay(name: str) -> None:
    assert without_desk(name) == name


def test_words_for_the_desk_behind_go() -> None:
    assert tidy_company("Northwind Talent Team") == "Northwind"
    assert tidy_company("Viento Norte Recursos Humanos") == "Viento Norte"
    assert tidy_company("Careers") == "Careers"
    assert tidy_company("Northwind University Recruiting") == "Northwind"
    assert tidy_company("Norburg University HR") == "Norburg University"


@pytest.mark.parametrize(
    ("signature", "employer"),
    [
        ("Mia Holm, Vent du Nord", "Vent du Nord"),
        ("Mia Holm, Blue Lamp Talent Team", "Blue Lamp"),
        ("Mia Holm, Marketing", ""),  # a field
        ("Mia Holm, Hamburg", ""),  # a place
        ("Mia Holm, Head Baker", ""),  # a title
        ("Holm & Sons, Blue Lamp", ""),  # no human in front: it may be two
    ],
)
def test_a_firm_behind_the_name_of_who_signs(signature: str, employer: str) -> None:
    found = read(f"We read it.\n\n{signature}", sender="Mia Holm", email="mia.holm@gmail.com")
    assert found.company == employer


def test_a_team_that_the_text_names_too() -> None:
    found = read("Your application to Mia Holm was sent.\n\nMia Holm", email="post@gmail.com")
    assert found.company == "Mia Holm"


def test_own_name_in_the_signature_is_no_employer() -> None:
    found = read("We read it.\n\nMia Holm\nMia, Holm", sender="Mia Holm", email="mia.holm@gmail.com")
    assert found.company == ""


@pytest.mark.parametrize(
    ("signature", "email", "employer"),
    [
        ("Clínicas Solmar", "ana@solmar-salud.example", "Clínicas Solmar"),
        ("Młyn Stary", "kadry@mstary.example", "Młyn Stary"),
        ("Blue Lamp", "ana@kettle.example", "Kettle"),
        ("Sun Sea", "ana@sunsea-x.example", "Sunsea X"),  # words of three letters are in too many domains
    ],
)
def test_a_domain_that_shares_a_word_with_the_signature(signature: str, email: str, employer: str) -> None:
    assert read(f"Hola.\n\n{signature}", email=email, language="es").company == employer


def test_the_longer_name_that_a_domain_ends() -> None:
    found = read("Hello.", sender="Mia Holm (Farm of Three Wells)", email="mia.holm@threewells.example")
    assert found.company == "Farm of Three Wells"


def test_a_name_in_brackets_begins_at_the_bracket() -> None:
    found = read("Hello.", sender="Mia Holm (Blue Lamphouse)", email="mia.holm@lamphouse.example")
    assert found.company == "Blue Lamphouse"


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("pt", "Seu currículo para Jardineiro chegou ontem.", "Jardineiro"),
        ("pt", "A próxima etapa para Contador são duas conversas.", "Contador"),
        ("es", "El proceso de Técnica de laboratorio queda en pausa.", "Técnica de laboratorio"),
        ("it", "Per la posizione di Impiegato contabile cerchiamo altro.", "Impiegato contabile"),
        ("nl", "Je hebt de test voor Boekhouder gemaakt.", "Boekhouder"),
        ("sv", "Tjänsten som Ekonom dragits in.", "Ekonom"),
        ("pl", "Pani CV na Specjalista płac doszło.", "Specjalista płac"),
        ("es", "Gracias por tu candidatura al puesto de Auxiliar de clínica.", "Auxiliar de clínica"),
    ],
)
def test_a_title_ends_where_the_verb_begins(language: str, text: str, role: str) -> None:
    assert read(text, language=language).role == role


@pytest.mark.parametrize(
    ("language", "subject", "role"),
    [
        ("de", "Suche für Buchhalterin", "Buchhalterin"),
        ("pt", "Processo seletivo Contador", "Contador"),
        ("nl", "Terugkoppeling Boekhouder", "Boekhouder"),
        ("fr", "Entretiens Comptable", "Comptable"),
        ("en", "Recruitment Consultant", "Recruitment Consultant"),
        ("en", "Decision Scientist", "Decision Scientist"),
        ("fr", "Re: Menuisière", "Menuisière"),
    ],
)
def test_headings_in_front_of_a_title(language: str, subject: str, role: str) -> None:
    assert read("Hello.", subject, language=language).role == role


def test_a_domain_in_the_middle_of_a_longer_name() -> None:
    found = read("Bienvenue.\n\nNotre ferme Verger Beauval-Nord vous salue.", email="a@beauvalnord.example")
    assert found.company == "Verger Beauval-Nord"


def test_a_small_word_before_the_name_in_a_domain_is_no_part_of_it() -> None:
    found = read("We heard.\n\nUnfortunately Beauvalnord is full now.", email="a@beauvalnord.example")
    assert found.company == "Beauvalnord"


@pytest.mark.parametrize(
    ("address", "hires"),
    [
        ("jobs@northwind.example", True),
        ("hr-team@northwind.example", True),
        ("recruiting@post.example", True),
        ("no-reply@us.greenhouse-mail.io", True),
        ("mia.holm@northwind.example", False),
        ("orders@northwind.example", False),
        ("", False),
    ],
)
def test_addresses_where_people_are_hired(address: str, hires: bool) -> None:
    assert from_hiring_address(address) is hires


ME = frozenset({"ana@post.example"})


def said(text: str, name: str, email: str, **headers: str) -> Finding:
    to = (Address("Ana", "ana@post.example"),)
    sender = Address(name, email)
    return recognise(
        Message(id="<1@x.example>", subject="", sender=sender, to=to, text=text, headers=headers), ME
    )


def test_names_are_read_of_mail_that_says_nothing_where_hiring_people_or_a_human_write() -> None:
    desk = said(
        "The lake is frozen this week and the ducks walk on it.",
        "Northwind Careers",
        "jobs@northwind.example",
    )
    human = said(
        "The lake is frozen this week and the ducks walk on it.", "Mia Holm", "mia.holm@northwind.example"
    )
    assert (desk.kind, desk.company, desk.because) == (Kind.OTHER, "Northwind", ())
    assert (human.kind, human.company, human.person) == (Kind.OTHER, "Northwind", "Mia Holm")


def test_names_are_not_read_of_mail_to_many_or_from_a_shop() -> None:
    many = said(
        "The lake is frozen this week and the ducks walk on it.",
        "Northwind Careers",
        "jobs@northwind.example",
        **{"list-unsubscribe": "<x>"},
    )
    shop = said("Your lamp is on its way.", "Blue Lamp", "orders@bluelamp.example")
    assert (many.company, shop.company) == ("", "")


def test_a_role_that_is_the_employer_is_none() -> None:
    found = read(
        "We read it.", "Feedback Koerier Haast", "Koerier Haast Recruitment", "jobs@haast.example", "nl"
    )
    assert (found.company, found.role) == ("Koerier Haast", "")


BODIES = [
    ("pt", "Obrigado pela inscrição na vaga de Professor Adjunto da Universidade do Vale.", "Universidade do Vale", "Professor Adjunto"),
    ("es", "Gracias por la solicitud al puesto de Bibliotecaria del Ayuntamiento de Montalba.", "Ayuntamiento de Montalba", "Bibliotecaria"),
    ("sv", "Tack för din ansökan till tjänsten som Lektor i kemi vid Norrsunds universitet.", "Norrsunds universitet", "Lektor i kemi"),
    ("sv", "Tack för din ansökan till tjänsten som Lärare i Norrsund.", "", "Lärare"),
    ("sv", "Tack för din ansökan till tjänsten som Lärare i en skola.", "", "Lärare"),
    ("fr", "Votre candidature au poste d'Ingénieure d'études a été lue.", "", "Ingénieure d'études"),
    ("en", "Your application for Assistant of City Manager is here.", "", "Assistant of City Manager"),
    ("en", "Your application for Ashdown of City Hall is here.", "Ashdown of City Hall", ""),
    ("en", "Thank you for your interest in the beauty of the City Museum.", "", ""),
    ("de", "Ihre Bewerbung als Sachbearbeiter Bauamt (Kennziffer 12/2026) ist da.", "", "Sachbearbeiter Bauamt"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "employer", "role"), BODIES)
def test_public_bodies_and_what_they_seek(language: str, text: str, employer: str, role: str) -> None:
    found = read(text, language=language)
    assert (found.company, found.role) == (employer, role)


@pytest.mark.parametrize(
    ("sender", "employer"),
    [
        ("Dezernat Personal", "Norburg University"),
        ("HR Services", "Norburg University"),
        ("Servicio de Personal", "Norburg University"),
        ("Norburg University HR", "Norburg University"),
    ],
)
def test_parts_of_an_office_are_no_employer(sender: str, employer: str) -> None:
    found = read("We read it.\n\nNorburg University", sender=sender, email="post@mailhub.example")
    assert found.company == employer


def test_a_domain_that_names_the_place_of_a_public_body() -> None:
    found = read("It was read in University of Norburg halls.", email="ana@norburg.example")
    assert found.company == "University of Norburg"
