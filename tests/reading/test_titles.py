"""Roles in the subjects and first lines of hiring systems and public offices; all made up."""

# ruff: noqa: E501 -- one case, one line
import pytest

from nextround.mailbox.message import Address, Message
from nextround.reading.employer import Who, who
from nextround.reading.headings import is_heading, under_heading
from nextround.reading.titles import clean_role


def read(language: str, subject: str = "", text: str = "", sender: str = "") -> Who:
    message = Message("<1@x.example>", subject, Address(sender, "post@hiringdesk.example"), text=text)
    return who(message, text, language)


# fmt: off
SUBJECTS = [
    ("en", "Sorry, Clinical Research Nurse is no longer open", "Clinical Research Nurse"),
    ("de", "Terminbestätigung Studienkoordinatorin 12. Mai", "Studienkoordinatorin"),
    ("fr", "Confirmation d'entretien Secrétaire médicale 12 mai", "Secrétaire médicale"),
    ("sv", "Anställningsavtal Biomedicinsk analytiker", "Biomedicinsk analytiker"),
    ("pl", "Unieważnienie naboru 2026/117 Młodszy kierownik projektu", "Młodszy kierownik projektu"),
    ("en", "Assessment centre invitation Research Fellow in Marine Ecology", "Research Fellow in Marine Ecology"),
    ("en", "Application unsuccessful - Lecturer in Statistics", "Lecturer in Statistics"),
    ("en", "Outcome of your application (K 14-3) Head of Operations", "Head of Operations"),
    ("en", "Thanks from Larkfield (Payroll Officer)", "Payroll Officer"),
    ("en", "[Larkfield Mills] Senior Data Engineer - next steps", "Senior Data Engineer"),
    ("en", "Next steps for Warehouse Operative", "Warehouse Operative"),
    ("de", "Onlinetest Bauzeichner", "Bauzeichner"),
    ("de", "Einladung Auswahlgespräch Data Engineer", "Data Engineer"),
    ("de", "Stellenbesetzungsverfahren Erzieherin – Ergebnis", "Erzieherin"),
    ("de", "Bewerbungsverfahren K 14-3 Systemadministrator", "Systemadministrator"),
    ("de", "Ihre Bewerbung als Vertriebsinnendienst", "Vertriebsinnendienst"),
    ("fr", "Commission de recrutement Ingénieur de recherche", "Ingénieur de recherche"),
    ("fr", "Test technique Maître de conférences en géographie", "Maître de conférences en géographie"),
    ("fr", "Concours externe Technicien de laboratoire", "Technicien de laboratoire"),
    ("fr", "Candidature K 14-3 – Responsable paie", "Responsable paie"),
    ("es", "Prueba técnica Técnico de gestión académica", "Técnico de gestión académica"),
    ("es", "Gracias por inscribirte en Técnico de gestión académica", "Técnico de gestión académica"),
    ("es", "Candidatura recibida – Trabajadora social", "Trabajadora social"),
    ("pt", "Lista provisória Técnico Superior de Recursos Humanos", "Técnico Superior de Recursos Humanos"),
    ("pt", "Retorno sobre a vaga Engenheira de Dados", "Engenheira de Dados"),
    ("it", "Procedura selettiva Funzionario amministrativo – esito", "Funzionario amministrativo"),
    ("it", "Invito a colloquio Cuoco", "Cuoco"),
    ("nl", "Sollicitatiegesprek Beleidsmedewerker onderwijs", "Beleidsmedewerker onderwijs"),
    ("nl", "Uitslag selectie Universitair docent", "Universitair docent"),
    ("sv", "Arbetsprov Universitetslektor i statistik", "Universitetslektor i statistik"),
    ("sv", "Inbjudan till intervju Handläggare", "Handläggare"),
    ("pl", "Wyniki konkursu Specjalista ds. kadr i płac", "Specjalista ds. kadr i płac"),
    ("pl", "Test online Adiunkt", "Adiunkt"),
]

BODIES = [
    ("en", "You expressed interest in Grants Officer with Hollowmere on 3 March.", "Grants Officer"),
    ("en", "Your application for Executive Assistant to the Dean has been read.", "Executive Assistant to the Dean"),
    ("en", "Your application for Payroll Officer to the Larkfield office was late.", "Payroll Officer"),
    ("de", "auf die Stelle als Lehrkraft für besondere Aufgaben haben Sie sich beworben.", "Lehrkraft für besondere Aufgaben"),
    ("de", "Ihre Bewerbung als Lehrkraft für die Schule liegt vor.", "Lehrkraft"),
    ("de", "die Besetzung der Stelle Junior Controller haben wir vorerst ausgesetzt.", "Junior Controller"),
    ("de", "wir bieten Ihnen die Position Hausmeister ab 1. Juni an.", "Hausmeister"),
    ("de", "Ihre Bewerbung für unsere Vakanz Teamassistenz, Kennziffer 2026/117.", "Teamassistenz"),
    ("fr", "Vous avez candidaté au poste d'Ingénieur d'études en bio-informatique le 3 mars.", "Ingénieur d'études en bio-informatique"),
    ("fr", "Nous vous proposons le poste de Directrice de crèche à compter du 1er juin.", "Directrice de crèche"),
    ("es", "Solicitaste el puesto de Letrado consistorial el 3 de marzo.", "Letrado consistorial"),
    ("it", "Ha presentato domanda per il posto di Dottorando in sociologia il 3 marzo.", "Dottorando in sociologia"),
    ("it", "La candidatura per il posto di Dottorando in corso è stata letta.", "Dottorando"),
    ("sv", "Efter intervjun för tjänsten som Förskollärare måste vi tyvärr tacka nej.", "Förskollärare"),
    ("nl", "We hebben de werving voor Wijkverpleegkundige gepauzeerd.", "Wijkverpleegkundige"),
    ("pl", "Pani podanie na stanowisko Diagnosta laboratoryjny przeczytaliśmy.", "Diagnosta laboratoryjny"),
    ("en", "You recently applied for Lecturer in Statistics - 2026/117.", "Lecturer in Statistics"),
    ("en", "The committee for the post of Warehouse Operative met last week.", "Warehouse Operative"),
    ("en", "Ref: 220127BR - 2019 Data Scientist Internship\n\nDear Ana,", "Data Scientist Internship"),
    ("en", "We write about the “Grants Officer” post.", "Grants Officer"),
    ("de", "Betreff: Bauzeichner\n\nleider können wir Sie nicht berücksichtigen.", "Bauzeichner"),
    ("de", 'das Verfahren zur Besetzung der Stelle "Fachkraft für Lagerlogistik" ist abgeschlossen.', "Fachkraft für Lagerlogistik"),
    ("de", "wir haben Ihre Unterlagen für die Position Energielotse sorgfältig geprüft.", "Energielotse"),
    ("fr", "Poste : Attaché territorial\nRéférence : 2026/117", "Attaché territorial"),
    ("fr", "Le jury pour le poste de Contrôleur de gestion s'est réuni hier.", "Contrôleur de gestion"),
    ("fr", "Un entretien pour le poste de Responsable paie à pourvoir à la direction des finances.", "Responsable paie"),
    ("fr", "Nous revenons vers vous concernant l'offre « Gestionnaire administratif et financier ».", "Gestionnaire administratif et financier"),
    ("fr", "Votre candidature au poste de Gestionnaire administratif et financier a été lue.", "Gestionnaire administratif et financier"),
    ("fr", "Nous vous proposons le poste de Data Engineer en CDI.", "Data Engineer"),
    ("fr", "Merci d'avoir candidaté en tant que Conseiller clientèle chez Brackvent.", "Conseiller clientèle"),
    ("es", "Una entrevista para la posición de Jefe de proyecto dentro del departamento de finanzas.", "Jefe de proyecto"),
    ("es", "Te escribimos sobre la oferta «Operario de almacén».", "Operario de almacén"),
    ("pt", "O júri do concurso para Professor Adjunto reuniu ontem.", "Professor Adjunto"),
    ("pt", "A sua candidatura ao lugar de Bibliotecária aberto pela universidade foi lida.", "Bibliotecária"),
    ("it", "Un colloquio per la posizione di Assegnista di ricerca all'interno dell'ufficio.", "Assegnista di ricerca"),
    ("it", "Le offriamo il posto di Tecnico di laboratorio a tempo indeterminato.", "Tecnico di laboratorio"),
    ("sv", "Nämnden för tjänsten som Forskningsingenjör sammanträdde igår.", "Forskningsingenjör"),
    ("pl", "Komisja konkursowa na stanowisko Adiunkt zebrała się wczoraj.", "Adiunkt"),
    ("pl", "Pani aplikacja na stanowisko Specjalista ds. kadr i płac ogłoszone przez uniwersytet.", "Specjalista ds. kadr i płac"),
]
# fmt: on


@pytest.mark.parametrize(("language", "subject", "role"), SUBJECTS)
def test_a_subject_names_the_role_behind_its_heading(language: str, subject: str, role: str) -> None:
    assert read(language, subject).role == role


@pytest.mark.parametrize(("language", "text", "role"), BODIES)
def test_a_role_ends_where_its_sentence_goes_on(language: str, text: str, role: str) -> None:
    assert read(language, text=text).role == role


@pytest.mark.parametrize(
    "title",
    [
        "Assessment Centre Manager",
        "Test Engineer",
        "Process Safety Engineer",
        "Selection Process Manager",
        "Youth and Community Worker",
        "Head of Data and Insight Analytics",
        "Adjoint au Directeur des finances",
        "Chargée de mission Offre et Conseiller",
        "Interview",
    ],
)
def test_words_of_a_title_are_no_heading(title: str) -> None:
    assert under_heading(title) == ""


def test_a_heading_is_made_of_its_words_alone() -> None:
    assert is_heading("Application unsuccessful")
    assert not is_heading("Hollowmere unsuccessful")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Data Analyst (K 14-3)", "Data Analyst"),
        ("2026/117 Data Analyst", "Data Analyst"),
        ("Sachbearbeitung (50 %)", "Sachbearbeitung"),
        ("24/7 Support Engineer", "24/7 Support Engineer"),
        ("2nd Line Support Engineer", "2nd Line Support Engineer"),
        ("Ricercatore a tempo determinato", "Ricercatore a tempo determinato"),
        ("Vendeuse à temps partiel", "Vendeuse"),
        ("Verkäufer in Teilzeit", "Verkäufer"),
        ("Library Assistant (Evenings)", "Library Assistant (Evenings)"),
    ],
)
def test_numbers_of_adverts_and_terms_are_no_part_of_a_title(title: str, role: str) -> None:
    assert clean_role(title) == role


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("en", "JR-44712", "We will write again soon."),
        ("en", "News (and a question)", "She said “thank you so much” and left."),
        ("fr", "Nouvelles", "Il s'agit de l'offre « Hiver », à bientôt."),
        ("de", "Betreff: Termin", "„Bis bald“, sagte sie."),
        ("es", "Novedades", "Te escribiremos pronto sobre «El camino»."),
    ],
)
def test_words_that_name_no_role_give_none(language: str, subject: str, text: str) -> None:
    assert read(language, subject, text).role == ""


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("Hollowmere - Data Analyst - outcome", "Data Analyst"),
        ("Your application: Brackwater Foods - Data Analyst", "Data Analyst"),
        ("Your application for Product Manager - Payments", "Product Manager - Payments"),
    ],
)
def test_a_firm_or_a_field_beside_a_dash(subject: str, role: str) -> None:
    assert read("en", subject).role == role


def test_a_title_behind_a_comma_is_no_firm() -> None:
    assert read("en", "Take-home task, Operations Analyst").company == "Hiringdesk"
    assert (
        read("en", "Your chat, Brightwater Analytics", "Brightwater Analytics liked it.").company
        == "Brightwater Analytics"
    )


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("fr", "J'ai lu votre candidature de Comptable et souhaite vous rencontrer.", "Comptable"),
        ("es", "El puesto de Contable y queremos verte.", "Contable"),
        ("fr", "Votre candidature de Comptable et votre lettre sont là.", "Comptable"),
    ],
)
def test_a_verb_after_and_is_no_part_of_a_title(language: str, text: str, role: str) -> None:
    assert read(language, text=text).role == role


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("de", "Geschäftsführer kennenlernen", "Am Dienstag ist es so weit."),
        ("de", "Dienstag", "Geschäftsführer kennenlernen\n\nAm Dienstag ist es so weit."),
        ("nl", "Werken bij Rapido Koeriers", "Rapido Koeriers schrijft je snel weer."),
        ("sv", "Tester", "Här är länken från Rapido."),
    ],
)
def test_whom_one_meets_or_works_for_is_no_role(language: str, subject: str, text: str) -> None:
    assert read(language, subject, text, sender="Rapido Koeriers").role == ""


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("nl", "De volgende stap voor Magazijnchef\n\nWe zien je graag.", "Magazijnchef"),
        ("en", "Your Data Analyst application", "Data Analyst"),
    ],
)
def test_a_line_by_itself_may_have_a_heading(language: str, text: str, role: str) -> None:
    assert read(language, text if language == "en" else "", text).role == role
