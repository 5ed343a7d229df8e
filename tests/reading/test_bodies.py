"""Public bodies, which say by a word of their name what they are."""

# ruff: noqa: E501 -- one case, one line
from __future__ import annotations

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.bodies import before_body, bodies, is_kind
from nextround.reading.employer import who
from nextround.reading.firms import as_written
from nextround.reading.newest import split
from nextround.reading.sender import read_sender


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("The panel of Ellesby County Council met on Monday.", ["Ellesby County Council"]),
        ("your post at the University of Harrowgate, and more", ["University of Harrowgate"]),
        (
            "die Hochschule für Musik und Tanz Rotmünde dankt Ihnen",
            ["Hochschule für Musik und Tanz Rotmünde"],
        ),
        ("Pour le Centre hospitalier Sainte-Odile,", ["Centre hospitalier Sainte-Odile"]),
        ("Institut national des rivières", ["Institut national des rivières"]),
        ("Région Val-d'Aubrac", ["Région Val-d'Aubrac"]),
        ("el Ayuntamiento de la Peñarrubia ha resuelto", ["Ayuntamiento de la Peñarrubia"]),
        (
            "o Hospital de Santa Clara do Mar e a Câmara Municipal de Alvarim",
            ["Hospital de Santa Clara do Mar", "Câmara Municipal de Alvarim"],
        ),
        ("Szpital Wojewódzki w Lipnikach dziękuje za udział", ["Szpital Wojewódzki w Lipnikach"]),
        ("Vid Karlsnäs universitet söker vi", ["Karlsnäs universitet"]),
        ("Universität Lindenau. Wir melden uns", ["Universität Lindenau"]),
        # look-alikes
        ("the beauty of the City Museum", []),
        ("Assistant to the City Manager", []),
        ("Ihr Studium an einer Hochschule ist gut", []),
        ("We met at the university. Of course", []),
        ("en la biblioteca de al lado", []),
        ("le conseil de la semaine", []),
        ("a new library for Python", []),
        ("Institut des", []),
        ("Institut des rivières et du reste", []),
        ("", []),
    ],
)
def test_bodies_are_named_by_what_they_are(line: str, names: list[str]) -> None:
    assert [name for name, _ in bodies(line)] == names


def test_bodies_tell_whether_they_are_the_whole_line() -> None:
    assert list(bodies("Klinikum Sankt Veit")) == [("Klinikum Sankt Veit", True)]
    assert list(bodies("Mia Holm, Klinikum Sankt Veit")) == [("Klinikum Sankt Veit", False)]


def test_is_kind_is_no_name() -> None:
    assert is_kind("Council")
    assert not is_kind("Larkham Council")
    assert not is_kind("Northwind")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Enfermeira, Hospital de Santa Clara", "Enfermeira"),
        ("Dozent an der Universität Lindau", "Dozent"),
        ("Clerk to the Council", "Clerk to the Council"),
        ("University Lecturer", "University Lecturer"),
        ("Leitung Museum Rotmünde", "Leitung"),
        ("Tag der Universität Lindau", "Tag der Universität Lindau"),
        ("Data Analyst", "Data Analyst"),
    ],
)
def test_before_body_leaves_the_title(title: str, role: str) -> None:
    assert before_body(title) == role


@pytest.mark.parametrize(
    ("language", "text", "company", "role"),
    [
        (
            "pl",
            "Dziękujemy za udział w naborze na stanowisko Adiunkt.\n\nZ poważaniem\nGrażyna Wilczek\nDział Kadr\nUniwersytet Nadwiślański",
            "Uniwersytet Nadwiślański",
            "Adiunkt",
        ),
        (
            "pl",
            "Wpłynęło zgłoszenie na stanowisko Specjalista ds. kadr i płac. Odezwiemy się.",
            "",
            "Specjalista ds. kadr i płac",
        ),
        (
            "it",
            "La Sua domanda per la posizione di Addetto paghe e contributi è arrivata.",
            "",
            "Addetto paghe e contributi",
        ),
        (
            "it",
            "Abbiamo ricevuto la candidatura come Addetto paghe e contributi.",
            "",
            "Addetto paghe e contributi",
        ),
        ("it", "Grazie per la candidatura come Addetto paghe e ringraziamo.", "", "Addetto paghe"),
        (
            "es",
            "Gracias por su interés por la vacante de Arquitecto municipal convocada por la Diputación de Torremayor.",
            "Diputación de Torremayor",
            "Arquitecto municipal",
        ),
        (
            "sv",
            "Du har sökt anställningen Handläggare hos oss.\n\nMed vänlig hälsning\nGunilla Ström\nStiftelsen Havsro",
            "Stiftelsen Havsro",
            "Handläggare",
        ),
        (
            "nl",
            "Naar aanleiding van uw sollicitatie als Bibliothecaris berichten wij u.",
            "",
            "Bibliothecaris",
        ),
        (
            "de",
            "Ihre Bewerbung auf die Ausschreibung „Erzieher“ (Kennziffer 4471) haben wir erhalten.",
            "",
            "Erzieher",
        ),
        (
            "en",
            "Thank you for your application for the post of Payroll Officer at St Brannoc's Hospital NHS Trust.",
            "St Brannoc's Hospital NHS Trust",
            "Payroll Officer",
        ),
        (
            "en",
            "Thank you for applying to Northwind as a Data Analyst. You studied at the University of Harrowgate, we see.",
            "Northwind",
            "Data Analyst",
        ),
    ],
)
def test_public_bodies_are_employers_where_nothing_else_is(
    language: str, text: str, company: str, role: str
) -> None:
    found = who(Message("<1>", "", Address("", ""), text=text), split(text, ""), language)
    assert (found.company, found.role) == (company, role)


def test_a_human_who_signs_above_another_name_is_no_employer() -> None:
    text = "We met on Monday.\n\nKind regards\nAlison Mercer\nNational Archive of Orland"
    message = Message("<1>", "", Address("Alison Mercer", "x@portal.example"), text=text)
    assert who(message, split(text, ""), "en").company == "National Archive of Orland"
    alone = text.replace("Alison Mercer\n", "")
    message = Message(
        "<1>",
        "",
        Address("Harbour Vets", "x@portal.example"),
        text=alone.replace("National Archive of Orland", "Fay"),
    )
    assert who(message, split(message.text, ""), "en").company == "Harbour Vets"


@pytest.mark.parametrize(
    ("language", "subject", "role"),
    [
        ("en", "Invitation to interview Library Assistant", "Library Assistant"),
        ("en", "Ref JR-56940 Library Assistant", "Library Assistant"),
        ("en", "Test Engineer", "Test Engineer"),
        ("en", "Library Assistant - outcome", "Library Assistant"),
        ("en", "Library Assistant - Update", "Library Assistant"),
        ("de", "Kennziffer 4471 Erzieher", "Erzieher"),
        ("de", "Aufhebung Ausschreibung Erzieher", "Erzieher"),
        ("fr", "Avis de vacance Gestionnaire de paie", "Gestionnaire de paie"),
        ("fr", "Poste de Alternant en communication", "Alternant en communication"),
        ("fr", "Votre candidature de Comptable en vue de la suite", "Comptable"),
        ("es", "Convocatoria entrevista Auxiliar de biblioteca", "Auxiliar de biblioteca"),
        ("it", "Conferma di ricezione Ragioniere", "Ragioniere"),
        ("nl", "Bevestiging ontvangst Verpleegkundige", "Verpleegkundige"),
        ("pl", "Wyniki naboru Adiunkt", "Adiunkt"),
        ("pl", "Potwierdzenie wpływu", ""),
        ("sv", "Beslut om anställning Handläggare", "Handläggare"),
        ("pt", "Confirmação de candidatura Analista de Compras", "Analista de Compras"),
    ],
)
def test_a_subject_names_the_role_behind_its_heading(language: str, subject: str, role: str) -> None:
    message = Message("<1>", subject, Address("", ""), text="Hi.")
    assert who(message, split(message.text, subject), language).role == role


@pytest.mark.parametrize(
    ("name", "company", "person"),
    [
        ("Anouk Tjaden (Fietsenmaker Tjaden)", "Fietsenmaker Tjaden", "Anouk Tjaden"),
        ("Mia Holm (Northwind)", "Northwind", "Mia Holm"),
        ("Holm, Mia (Northwind)", "Northwind", "Mia Holm"),
        ("王小明 (北风科技)", "北风科技", "王小明"),
        ("Mia Holm (HR Manager)", "", "Mia Holm"),
        ("Mia Holm (Berlin)", "", "Mia Holm"),
        ("Mia Holm (Recruiting Team)", "", "Mia Holm"),
        ("Mia Holm (Senior Recruiter)", "", "Mia Holm"),
        ("Northwind (Recruiting)", "Northwind", ""),
        ("Northwind (LinkedIn)", "Northwind", ""),
    ],
)
def test_a_human_with_a_firm_in_brackets(name: str, company: str, person: str) -> None:
    found = read_sender(Address(name, "m.holm@portal.example"))
    assert (found.company, found.person) == (company, person)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Thank you for your application for the position of Data Analyst - Update", "Data Analyst"),
        ("Thank you for your application for the position of Data Analyst - outcome", "Data Analyst"),
        ("Thank you for your application for the position of Data Analyst - Growth", "Data Analyst - Growth"),
        ("Your application for Interview outcome Data Analyst at Northwind is here.", "Data Analyst"),
    ],
)
def test_a_title_ends_where_something_else_begins(text: str, role: str) -> None:
    assert who(Message("<1>", "", Address("", ""), text=text), split(text, ""), "en").role == role


def test_the_name_in_a_domain_is_written_with_what_it_is_part_of() -> None:
    assert (
        as_written("harrowgate", "We write from the University of Harrowgate") == "University of Harrowgate"
    )
    assert as_written("ashdownmills", "Dear Analyst Ashdown Mills and") == "Ashdown Mills"
    assert as_written("uebermorgen", "Dear Analyst Übermorgen and") == "Übermorgen"
    assert as_written("online", "Copycat worms and an Outlook flaw") == ""
    assert as_written("ashdownonline", "Orchards and Ashdown") == "Ashdown"
