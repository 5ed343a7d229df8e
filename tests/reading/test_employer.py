"""Who a mail is about, read from mails that are made up."""

# ruff: noqa: E501 -- one case, one line
from __future__ import annotations

import time

import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.employer import Who, who
from nextround.reading.newest import Parts, split
from nextround.reading.sender import read_sender


def read(text: str, subject: str = "", sender: str = "", email: str = "", language: str = "en") -> Who:
    message = Message(id="<1@x.example>", subject=subject, sender=Address(sender, email), text=text)
    return who(message, split(text, subject), language)


# fmt: off
ENGLISH = [
    ("Thank you for your interest in the Data Analyst position at Northwind.", "Northwind", "Data Analyst"),
    ("Thank you for applying for the role of Senior Data Analyst with Northwind Traders.", "Northwind Traders", "Senior Data Analyst"),
    ("Your application for Data Analyst at Northwind has been received.", "Northwind", "Data Analyst"),
    ("We received your application to Northwind for the Data Analyst opening.", "Northwind", "Data Analyst"),
    ("Thank you for your interest in Northwind's Data Analyst role.", "Northwind", "Data Analyst"),
    ("Thank you for your interest in Orange and the Head of Data and Insight position.", "Orange", "Head of Data and Insight"),
    ("You applied to Next as a .NET Developer. Welcome.", "Next", ".NET Developer"),
    ("Thank you for applying to Target. We have chosen others.", "Target", ""),
    ("Thanks for applying to the Sr. Engineer, Platform role at eBright.", "eBright", "Sr. Engineer, Platform"),
    ("We would like to interview you for the R-12345 Data Analyst (Open) position here at Northwind, Inc.", "Northwind", "Data Analyst"),
    ("Position: Data Analyst\nCompany: Northwind\nWe have read your papers.", "Northwind", "Data Analyst"),
    ("You chose well.\n\nKind regards,\nThe Northwind Talent Team", "Northwind", ""),
    ("You chose well.\n\nKind regards,\nMia Holm\nRecruiter at Northwind", "Northwind", ""),
    ("You chose well. Best regards, Northwind Recruiting", "Northwind", ""),
    ("Hi Ana, thank you for interviewing for the position of Warehouse Clerk here at Blue Lamp.", "Blue Lamp", "Warehouse Clerk"),
    ("We are pleased to offer you the Barista position at Blue Lamp Coffee.", "Blue Lamp Coffee", "Barista"),
    ("Your interest in the remainder of our positions is welcome.", "", ""),
]


@pytest.mark.parametrize(("text", "company", "role"), ENGLISH)
def test_english_text_names_employer_and_role(text: str, company: str, role: str) -> None:
    found = read(text)
    assert (found.company, found.role) == (company, role)


OTHERS = [
    ("de", "Vielen Dank für Ihre Bewerbung als Data Analyst (m/w/d) bei der Nordwind GmbH.", "Nordwind GmbH", "Data Analyst"),
    ("de", "Ihre Bewerbung auf die Stelle als Softwareentwickler ist eingegangen.", "", "Softwareentwickler"),
    ("de", "Vielen Dank für Ihr Interesse an der Position Leiter Einkauf bei Nordwind.", "Nordwind", "Leiter Einkauf"),
    ("de", "Danke für Ihr Interesse an unserem Unternehmen.", "", ""),
    ("de", "Wir laden Sie ein.\n\nMit freundlichen Grüßen\nIhr Nordwind Recruiting Team", "Nordwind", ""),
    ("fr", "Merci pour votre candidature au poste de Chargée de communication chez Vent du Nord.", "Vent du Nord", "Chargée de communication"),
    ("fr", "Nous avons reçu votre candidature pour le poste d'Ingénieur logiciel (H/F).", "", "Ingénieur logiciel"),
    ("fr", "Votre candidature chez Les Moulins Bleus a été étudiée.", "Les Moulins Bleus", ""),
    ("es", "Gracias por tu candidatura para el puesto de Analista de datos en Viento Norte.", "Viento Norte", "Analista de datos"),
    ("es", "Hemos recibido su solicitud para la vacante de Técnico de soporte con Viento Norte.", "Viento Norte", "Técnico de soporte"),
    ("pt", "Agradecemos a sua candidatura à vaga de Engenheiro(a) de Dados na Vento Norte.", "Vento Norte", "Engenheiro de Dados"),
    ("pt", "Recebemos a sua candidatura para a função de Técnica de Laboratório.", "", "Técnica de Laboratório"),
    ("pt", "Obrigado pelo interesse em trabalhar na Vento Norte.", "Vento Norte", ""),
    ("pt", "Atualizámos os dados.\n\nCom os melhores cumprimentos\nEquipa de Atração de Talentos", "", ""),
    ("it", "Grazie per la tua candidatura per la posizione di Addetta alle Vendite presso Vento del Nord.", "Vento del Nord", "Addetta alle Vendite"),
    ("it", "Abbiamo ricevuto il suo curriculum per il ruolo di Impiegato contabile.", "", "Impiegato contabile"),
    ("it", "Le scriviamo in merito alla posizione di Tecnico di laboratorio presso l'Officina Bruni.", "Officina Bruni", "Tecnico di laboratorio"),
    ("it", "Cerchiamo un'Educatrice per il nido.", "", "Educatrice"),
    ("pt", "A sua inscrição no processo seletivo para Professor Substituto foi confirmada.", "", "Professor Substituto"),
    ("ro", "Vă mulțumim pentru interesul acordat postului de Contabil la Vântul.", "Vântul", "Contabil"),
    ("vi", "Cảm ơn bạn đã ứng tuyển vị trí Nhân viên Bán hàng tại Gió Bắc.", "Gió Bắc", "Nhân viên Bán hàng"),
    ("id", "Terima kasih telah melamar posisi Kasir di Angin Utara.", "Angin Utara", "Kasir"),
    ("nl", "Bedankt voor je sollicitatie op de functie van Teamleider Logistiek bij Noordwind.", "Noordwind", "Teamleider Logistiek"),
    ("nl", "Wij hebben uw sollicitatie naar de vacature Verpleegkundige (m/v/x) ontvangen.", "", "Verpleegkundige"),
    ("nl", "De functie is inmiddels vervuld.", "", ""),
    ("sv", "Tack för att du sökte tjänsten som projektledare hos Nordvind.", "Nordvind", "projektledare"),
    ("sv", "Vi har tagit emot din ansökan till tjänsten Maskinförare.", "", "Maskinförare"),
    ("sv", "Tjänsten är nu tillsatt.", "", ""),
    ("pl", "Dziękujemy za aplikację na stanowisko Specjalista ds. Płac (k/m) w firmie Wicher.", "Wicher", "Specjalista ds. Płac"),
    ("pl", "Do zatrudnienia na stanowisku inspektora w Wydziale Oświaty wybrano inną osobę.", "", "inspektora"),
    ("pl", "Stanowisko zostało obsadzone.", "", ""),
    ("da", "Tak for din ansøgning til stillingen som laborant hos Nordvind.", "Nordvind", "laborant"),
    ("nb", "Takk for søknaden på stillingen som sykepleier hos Nordavind.", "Nordavind", "sykepleier"),
    ("fi", "Tehtävä: Projektipäällikkö", "", "Projektipäällikkö"),
    ("cs", "Děkujeme za zájem o pozici účetní ve společnosti Vichr.", "Vichr", "účetní"),
]


# fmt: on
@pytest.mark.parametrize(("language", "text", "company", "role"), OTHERS)
def test_other_languages_name_employer_and_role(language: str, text: str, company: str, role: str) -> None:
    found = read(text, language=language)
    assert (found.company, found.role) == (company, role)


SUBJECTS = [
    ("Your application to Northwind", "Northwind", ""),
    ("Your Northwind Application", "Northwind", ""),
    ("Northwind Application Update", "Northwind", ""),
    ("Update on your application for Data Analyst at Northwind", "Northwind", "Data Analyst"),
    ("Thank You for Your Interest in Northwind", "Northwind", ""),
    ("Northwind - Data Analyst", "Northwind", "Data Analyst"),
    ("Re: Interview with Northwind", "Northwind", ""),
    ("Ana, your application was sent to Northwind", "Northwind", ""),
]


@pytest.mark.parametrize(("subject", "company", "role"), SUBJECTS)
def test_subject_names_employer_and_role(subject: str, company: str, role: str) -> None:
    found = read("We read it.", subject)
    assert (found.company, found.role) == (company, role)


SENDERS = [
    ("Northwind Recruiting", "no-reply@greenhouse.example", "Northwind", ""),
    ("Northwind via Greenhouse", "x@greenhouse.example", "Northwind", ""),
    ("Talent at Northwind", "x@mail.example", "Northwind", ""),
    ("Mia Holm (Northwind)", "mia@mail.example", "Northwind", "Mia Holm"),
    ("Mia Holm | Northwind", "x@mail.example", "Northwind", "Mia Holm"),
    ("Mia from Northwind", "mia@northwind.example", "Northwind", "Mia"),
    ("Mia Holm", "mia.holm@northwind.example", "Northwind", "Mia Holm"),
    ("Holm, Mia", "mia.holm@gmail.com", "", "Mia Holm"),
    ("Greenhouse", "no-reply@greenhouse.io", "", ""),
    ("Rekrytering Nordvind", "x@mail.example", "Nordvind", ""),
    ("Zespół Rekrutacji Wicher", "x@mail.example", "Wicher", ""),
    ("HR Solutions", "x@mail.example", "HR Solutions", ""),
    ("Recrutamento da Vento Norte", "x@mail.example", "Vento Norte", ""),
    ("Selezione Vento del Nord", "x@mail.example", "Vento del Nord", ""),
    ("Workday", "x@myworkday.com", "", ""),
    ("", "jobs@careers.northwind.co.uk", "Northwind", ""),
    ("jobs@northwind.example", "jobs@northwind.example", "Northwind", ""),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("name", "email", "company", "person"), SENDERS)
def test_sender_is_asked_when_the_text_is_silent(name: str, email: str, company: str, person: str) -> None:
    found = read("We read it.", sender=name, email=email)
    assert (found.company, found.person) == (company, person)


def test_hiring_system_is_an_employer_when_the_text_says_so() -> None:
    assert (
        read("Thank you for your interest in Workday.", sender="Workday", email="x@myworkday.com").company
        == "Workday"
    )


def test_text_wins_over_the_domain() -> None:
    text = "Thank you for applying to Blue Lamp. Best regards, Blue Lamp Careers"
    assert read(text, email="x@holding-nine.example").company == "Blue Lamp"


def test_domain_speaks_for_a_name_in_the_text() -> None:
    text = "Thank you for your interest in Tideline. We are part of life at Bluewater."
    assert read(text, email="hr@bluewater.example").company == "Bluewater"


def test_person_written_to_is_not_the_employer() -> None:
    assert read("Dear Ana Ruiz,\nwe read it.", "Application for Data Analyst from Ana Ruiz").company == ""


def test_agency_keeps_its_client_apart() -> None:
    text = "I am writing on behalf of our client, Northwind. They need a Data Analyst."
    found = read(text, sender="Mia Holm | Bright Search", email="mia@brightsearch.example")
    assert (found.company, found.agency, found.person) == ("Northwind", "Bright Search", "Mia Holm")


def test_agency_may_keep_its_client_back() -> None:
    found = read("My client has filled the role.", sender="Bright Search", email="x@brightsearch.example")
    assert (found.company, found.agency) == ("", "Bright Search")


def test_writing_on_behalf_of_an_employer_tells_an_agency() -> None:
    text = "I write on behalf of Northwind about the role."
    found = read(text, sender="Bright Search", email="x@brightsearch.example")
    assert (found.company, found.agency) == ("Northwind", "Bright Search")


@pytest.mark.parametrize(
    "text", ["On behalf of the Northwind team, thank you.", "On behalf of everyone here, thank you."]
)
def test_writing_on_behalf_of_ones_own_team_is_no_agency(text: str) -> None:
    found = read(text, sender="Northwind", email="x@northwind.example")
    assert (found.company, found.agency) == ("Northwind", "")


def test_client_services_are_no_client() -> None:
    found = read(
        "You applied to our client services team at Northwind.",
        sender="Northwind",
        email="a@northwind.example",
    )
    assert (found.company, found.agency) == ("Northwind", "")


NUMBERS = [
    ("Requisition ID: R-12345", "R-12345"),
    ("Your application (JR0012345) was read.", "JR0012345"),
    ("Ref: 110127BR", "110127BR"),
    ("Job ID 59393", "59393"),
    ("Kennziffer: 2026/0417", "2026/0417"),
    ("Réf. 20264", "20264"),
    ("Call 555 0100.", ""),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_number_of_the_advert(text: str, number: str) -> None:
    assert read(text).requisition == number
    assert read("We read it.", text).requisition == number


def test_person_who_signed() -> None:
    assert read("We read it.\n\nKind regards,\nMia Holm\nTalent Partner").person == "Mia Holm"


def test_closing_words_are_no_person() -> None:
    assert read("We read it.\n\nWarm Wishes\n\nBest Regards").person == ""
    german = "Wir haben uns anders entschieden.\n\nMit bestem Dank\n\nFreundliche Grüße"
    assert read(german, language="de").person == ""
    assert read(f"{german}\nMia Holm", language="de").person == "Mia Holm"


@pytest.mark.parametrize(
    ("email", "text"),
    [
        ("no-reply@northwind.example", ""),
        ("donotreply@northwind.example", ""),
        ("jobs@northwind.example", "Please do not reply to this email."),
        ("jobs@northwind.example", "Bitte antworten Sie nicht auf diese E-Mail."),
        ("jobs@northwind.example", "Merci de ne pas répondre à ce message."),
        ("jobs@northwind.example", "Por favor, no responda a este correo."),
        ("jobs@northwind.example", "Por favor, não responda a este e-mail."),
        ("jobs@northwind.example", "Si prega di non rispondere a questa mail."),
        ("nao-responda@northwind.example", ""),
        ("non-rispondere@northwind.example", ""),
        ("jobs@northwind.example", "Je kunt hier niet op reageren."),
        ("jobs@northwind.example", "Detta mejl går inte att svara på."),
        ("jobs@northwind.example", "Prosimy na tę wiadomość nie odpowiadać."),
        ("jobs@northwind.example", "Denne mail kan ikke besvares."),
        ("jobs@northwind.example", "Tähän viestiin ei voi vastata."),
        ("jobs@northwind.example", "Na tuto zprávu prosím neodpovídejte."),
        ("svara-inte@northwind.example", ""),
    ],
)
def test_mail_that_nobody_reads_answers_to(email: str, text: str) -> None:
    assert read(text, email=email).no_reply


def test_reply_address_of_a_human_can_be_answered() -> None:
    message = Message(
        "<1@x>", "", Address("", "no-reply@a.example"), reply_to=Address("", "mia@a.example"), text="Hi"
    )
    assert not who(message, "Hi").no_reply


def test_mail_passed_on_is_read_and_its_passer_on_left_out() -> None:
    text = "See below.\n\nBegin forwarded message:\nFrom: Jobs\nSubject: x\n\nThank you for applying to Northwind."
    found = read(text, sender="Ana Ruiz", email="ana.ruiz@gmail.com")
    assert (found.company, found.person) == ("Northwind", "")


def test_newest_text_alone_is_enough() -> None:
    message = Message(
        "<1@x>", "", Address("", ""), text="Thank you for applying to Northwind.\n\nRegards,\nMia Holm"
    )
    assert who(message, "Thank you for applying to Northwind.").person == "Mia Holm"
    assert who(message, "Thank you for applying to Blue Lamp.").company == "Blue Lamp"


def test_unknown_language_is_read_as_english() -> None:
    assert read("Thank you for applying to Northwind.", language="xx").company == "Northwind"


MORE = [
    (
        "en",
        "Thank you for applying.\nNetwork Planner\nNorthwind\nApplied on 3 March",
        "Your application to Network Planner at Northwind",
        "Northwind",
        "Network Planner",
    ),
    (
        "en",
        "What: Data Analyst interview\nWhen: Monday",
        "Calendar invite: Northwind <> Ana Ruiz",
        "Northwind",
        "Data Analyst",
    ),
    ("en", "We read it.", "Invitation: Interview Data Analyst, Northwind", "Northwind", "Data Analyst"),
    (
        "en",
        "Blue Lamp passed on your profile for the Data Analyst role.",
        "News",
        "Blue Lamp",
        "Data Analyst",
    ),
    ("en", "Budgets at Northwind were cut.", "Data Analyst on ice", "Northwind", "Data Analyst"),
    (
        "en",
        "Thank you for your interest in Brightwater Analytics. We read your application for Campaigns Lead.",
        "",
        "Brightwater Analytics",
        "Campaigns Lead",
    ),
    ("en", "Thank you for your interest in the role at Northwind.", "", "Northwind", ""),
    (
        "en",
        "Thank you for applying. The Software Engineer next steps are below.",
        "Software Engineer next steps with Northwind",
        "Northwind",
        "Software Engineer",
    ),
    (
        "en",
        "Your application ID for JR-88976 has been registered.",
        "JR-88976 Data Analyst: application acknowledged",
        "",
        "Data Analyst",
    ),
    (
        "en",
        "Thank you for the offer for our Northwind Data Analyst role at Northwind.",
        "",
        "Northwind",
        "Data Analyst",
    ),
    ("en", "Thank you for your interest in TripLamp.", "", "TripLamp", ""),
    ("en", "We met at Northwind GmbH. An interview with Mia Holm follows.", "", "Northwind GmbH", ""),
    (
        "de",
        "Ihr Interesse an Silberpfad Reisen freut uns. Die Aufgabe als Texter (m/w/d) ist vergeben.",
        "",
        "Silberpfad Reisen",
        "Texter",
    ),
    (
        "de",
        "Für Nordwind AG besetzen wir die Position Planer (m/w/d), Referenz 12345.",
        "Spannende Vakanz: Planer (m/w/d)",
        "Nordwind AG",
        "Planer",
    ),
    ("de", "Wir haben Ihre Bewerbung erhalten.", "Bewerbung: Neue Wege", "", ""),
    (
        "fr",
        "Je recherche pour Vent du Nord un Analyste de données (H/F).",
        "",
        "Vent du Nord",
        "Analyste de données",
    ),
    ("fr", "Votre candidature au sein de l'Atelier Bleu est arrivée.", "", "Atelier Bleu", ""),
    (
        "en",
        "Your applications were read for a very long and winding list of things that nobody would ever call a title at all position.",
        "",
        "",
        "",
    ),
]


@pytest.mark.parametrize(("language", "text", "subject", "company", "role"), MORE)
def test_less_plain_ways_of_naming(language: str, text: str, subject: str, company: str, role: str) -> None:
    found = read(text, subject, language=language)
    assert (found.company, found.role) == (company, role)


AGENCIES = [
    (
        "I heard back from Blue Lamp today.\n\nBest,\nMia Holm\nSenior Consultant, Bright Recruitment",
        "Mia Holm",
        "mia.holm@bright.example",
        "Blue Lamp",
        "Bright Recruitment",
    ),
    ("I heard back from Blue Lamp today.", "", "x@bright-search.example", "Blue Lamp", "Bright Search"),
    (
        "Thank you for applying to Bright Search.",
        "Bright Search",
        "x@bright-search.example",
        "Bright Search",
        "",
    ),
    ("They have filled the role.", "Bright Search", "x@bright-search.example", "Bright Search", ""),
    ("Unser Kunde hat sich entschieden.", "Talentwerft", "x@talentwerft.example", "Talentwerft", ""),
]


@pytest.mark.parametrize(("text", "name", "email", "company", "agency"), AGENCIES)
def test_agencies_show_themselves_by_name(
    text: str, name: str, email: str, company: str, agency: str
) -> None:
    found = read(text, "Word for you", name, email)
    assert (found.company, found.agency) == (company, agency)


@pytest.mark.parametrize(
    ("name", "email", "company", "person"),
    [
        ("Workday", "silver-path@myworkday.com", "Silver Path", ""),
        ("Workday", "no-reply@myworkday.com", "", ""),
        ("Blue Lamp", "blue-lamp-jobs@m.personio.de", "Blue Lamp", ""),
        ("Théo Sørensen", "theo.sorensen@northwind.example", "Northwind", "Théo Sørensen"),
        ("T. Müller (Northwind)", "x@mail.example", "Northwind", "T. Müller"),
        ("The Recruiting Team", "x@mail.example", "", ""),
        ("Team Northwind", "x@mail.example", "Northwind", ""),
        ("Senior Recruiter", "x@y", "", ""),
    ],
)
def test_more_senders(name: str, email: str, company: str, person: str) -> None:
    found = read("We read it.", sender=name, email=email)
    assert (found.company, found.person) == (company, person)


@pytest.mark.parametrize(
    ("signature", "company"),
    [
        ("Kind regards,\nMia Holm\nNorthwind", "Northwind"),
        ("Kind regards,\nMia Holm\nBlue Lamp", "Blue Lamp"),
        ("Kind regards,\nMia Holm\nTalent Partner", ""),
        ("Kind regards,\nBlue Lamp Careers Team", "Blue Lamp"),
        ("Kind regards,\nRecruiting Team", ""),
    ],
)
def test_signature_names_the_employer(signature: str, company: str) -> None:
    assert (
        read(f"We read it.\n\n{signature}", sender="Mia Holm", email="mia.holm@gmail.com").company == company
    )


@pytest.mark.parametrize(
    "piece", ["for A", "application for ", "(m/w/d) ", "A, ", "position: ", "Dear ", "req 1", "at The "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    # a guard against a hang, not a speed
    start = time.process_time()
    who(Message("<1@x>", text, Address(text, f"{text}@a.example"), text=text), Parts(newest=text))
    assert time.process_time() - start < 60


# fmt: off
EDGES = [
    ("Thank you for your interest in Weltenbummler (m/w/d), which we saw.", "", "", "Weltenbummler"),
    ("Position: the\nThank you for your application for the position, which we read.", "", "", ""),
    ("Your application for Data Analyst at the", "", "", "Data Analyst"),
    ("Thank you for applying to Alpha Beta Gamma Delta Epsilon Zeta Eta and Theta.", "", "Alpha Beta Gamma Delta Epsilon Zeta Eta", ""),
    ("You will speak with our hiring team about the Data Analyst position.", "", "", "Data Analyst"),
    ("Our hiring team for the Data Analyst position: interest in hiring team about our Data Analyst position.", "", "", "Data Analyst"),
    ("Your application for Data Analyst (growth and north) was read.", "", "", "Data Analyst"),
    ("We read it.", "Blue Lamp, Inc.- Data Analyst", "Blue Lamp", "Data Analyst"),
]
# fmt: on


@pytest.mark.parametrize(("text", "subject", "company", "role"), EDGES)
def test_names_at_the_edges(text: str, subject: str, company: str, role: str) -> None:
    found = read(text, subject)
    assert (found.company, found.role) == (company, role)


@pytest.mark.parametrize(
    ("email", "subject", "text", "company"),
    [
        (
            "mia.holm@ashdownmills.example",
            "Re: Ashdown Mills + you?",
            "Your papers arrived.",
            "Ashdown Mills",
        ),
        (
            "mia.holm@miraflor.example",
            "Entrevista",
            "Trabajar en Seguros Miraflor es bonito.",
            "Seguros Miraflor",
        ),
        ("mia.holm@muehlental.example", "Termin", "Gruß aus dem Haus. Mühlental AG", "Mühlental AG"),
        ("mia.holm@vellumhq.example", "Hello", "Life here is slow. Vellum is a small firm.", "Vellum"),
        ("mia.holm@oak.example", "Hello", "It is quiet here today.", "Oak"),
    ],
)
def test_a_domain_is_named_as_the_mail_writes_it(email: str, subject: str, text: str, company: str) -> None:
    mail = Message(id="<1@x>", subject=subject, sender=Address("Mia Holm", email), text=text)
    assert who(mail, text).company == company


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Blue Lamp passed on your profile.\n\nBest,\nMia Holm\nHarrow Vane Recruitment", "Blue Lamp"),
        (
            "Bluelamp came back: first you meet Ingrid Holt.\n\nBest,\nMia Holm\nHarrow Vane Recruitment",
            "Bluelamp",
        ),
        ("Budgets at Bluelamp were cut.\n\nBest,\nMia Holm\nHarrow Vane Recruitment", "Bluelamp"),
    ],
)
def test_an_agency_names_its_client_where_the_client_acts(text: str, company: str) -> None:
    sender = Address("Mia Holm", "mia.holm@harrowvane.example")
    found = who(Message(id="<1@x>", subject="News", sender=sender, text=text), text)
    assert found.company == company


def test_a_possessive_behind_a_comma_owns_no_title() -> None:
    text = "We lost the funding for the Research Analyst position, so there's no opening."
    sender = Address("Mia Holm", "mia.holm@ashdown.example")
    assert who(Message(id="<1@x>", subject="News", sender=sender, text=text), text).role == "Research Analyst"


@pytest.mark.parametrize(
    ("language", "text", "subject", "role"),
    [
        ("en", "We have to move it by a day.", "Moving your interview (Data Analyst)", "Data Analyst"),
        (
            "de",
            "Ihre Bewerbung (Teamleiter Logistik (w/m/d), Referenz JR-51310) ist bei uns.",
            "",
            "Teamleiter Logistik",
        ),
        (
            "es",
            "Gracias por inscribirte en la oferta Analista de datos de Viento Norte. El equipo de Viento Norte la leerá.",
            "",
            "Analista de datos",
        ),
        (
            "es",
            "Tu candidatura a Responsable de prensa ya está en nuestro sistema.",
            "",
            "Responsable de prensa",
        ),
        (
            "en",
            "It takes two hours. Northwind Recruiting",
            "Take-home task, Operations Analyst",
            "Operations Analyst",
        ),
        ("en", "Your interview (with our HR Manager Ada, who has time) is on Monday.", "", ""),
        ("en", "Your application (thank you) is with Mia Holm (HR Manager).", "", ""),
    ],
)
def test_a_role_is_told_apart_from_what_stands_around_it(
    language: str, text: str, subject: str, role: str
) -> None:
    assert read(text, subject, language=language).role == role


@pytest.mark.parametrize(
    "sender",
    [
        "Γραφείο Προσωπικού",
        "Отдел кадров",
        "人事部",
        "채용팀",
        "Bewerberteam",
        "משאבי אנוש",
        "قسم التوظيف",
        "Talangteamet",
    ],
)
def test_a_desk_that_hires_is_no_employers_name(sender: str) -> None:
    assert read_sender(Address(sender, "desk@tarn.example")).company == ""


@pytest.mark.parametrize(
    ("sender", "company"),
    [
        ("Tarn Foods Bewerberteam", "Tarn Foods"),
        ("한별소프트 채용팀", "한별소프트"),
        ("あおば 採用担当", "あおば"),
        ("Talent Bakery", "Talent Bakery"),
    ],
)
def test_the_words_for_those_who_hire_are_taken_off_a_name(sender: str, company: str) -> None:
    assert read_sender(Address(sender, "desk@tarn.example")).company == company
