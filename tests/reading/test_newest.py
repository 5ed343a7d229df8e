"""What counts as the newest part of a mail, case by case; every mail is made up."""

from __future__ import annotations

import time

import pytest

from nextround.reading.newest import Parts, newest, split

SAID = "Thank you for your note. We will be in touch next week."


@pytest.mark.parametrize(
    "attribution",
    [
        "On Tue, 3 Feb 2026 at 10:12, Ana Ruiz <ana@person.example> wrote:",
        "On 3 Feb 2026, at 10:12, Ana Ruiz wrote:",
        "On Tue, 3 Feb 2026 at 10:12, Ana Ruiz <ana.with.a.long.address@person.example>\nwrote:",
        "On Tue, 3 Feb 2026 at 10:12, Ana Ruiz\n<ana@person.example> wrote:",
        "Am Di., 3. Feb. 2026 um 10:12 Uhr schrieb Ana Ruiz <ana@person.example>:",
        "Am 03.02.2026 um 10:12 schrieb Ana Ruiz:",
        "Ana Ruiz <ana@person.example> schrieb am Di., 3. Feb. 2026, 10:12:",
        "Le mar. 3 févr. 2026 à 10:12, Ana Ruiz <ana@person.example> a écrit :",
        "El mar, 3 feb 2026 a las 10:12, Ana Ruiz (<ana@person.example>) escribió:",
        "Em ter., 3 de fev. de 2026 às 10:12, Ana Ruiz <ana@person.example> escreveu:",
        "Il giorno mar 3 feb 2026 alle ore 10:12 Ana Ruiz <ana@person.example> ha scritto:",
        "Op di 3 feb 2026 om 10:12 schreef Ana Ruiz <ana@person.example>:",
        "W dniu 3.02.2026 o 10:12, Ana Ruiz pisze:",
        "wt., 3 lut 2026 o 10:12 Ana Ruiz <ana@person.example> napisał(a):",
        "Den tis 3 feb. 2026 kl 10:12 skrev Ana Ruiz <ana@person.example>:",
        "Dne 3. 2. 2026 v 10:12 Ana Ruiz napsala:",
        "út 3. 2. 2026 v 10:12 odesílatel Ana Ruiz <ana@person.example> napsal:",
        "tir. 3. feb. 2026 kl. 10.12 skrev Ana Ruiz <ana@person.example>:",
        "ti 3. helmik. 2026 klo 10.12 Ana Ruiz (ana@person.example) kirjoitti:",
        "03.02.2026 10:12, Ana Ruiz пишет:",
        "вт, 3 февр. 2026 г. в 10:12, Ana Ruiz <ana@person.example>:",
        "вт, 3 лют. 2026 р. о 10:12 Ana Ruiz <ana@person.example> пише:",
        "Ana Ruiz <ana@person.example> ezt írta (időpont: 2026. febr. 3., K, 10:12):",
        "Στις Τρί 3 Φεβ 2026 στις 10:12, ο χρήστης Ana Ruiz <ana@person.example> έγραψε:",
        "في الثلاثاء، ٣ فبراير ٢٠٢٦ تمت كتابة ما يلي بواسطة Ana Ruiz <ana@person.example>:",
        "\u202bבתאריך יום ג׳, 3 בפבר׳ 2026 10:12 מאת \u202aAna Ruiz\u202c <ana@person.example\u200f>:\u202c",
        "2026年2月3日(火) 10:12 Ana Ruiz <ana@person.example>:",
        "Ana Ruiz <ana@person.example> 于2026年2月3日周二 10:12写道：",
        "2026년 2월 3일 (화) 오전 10:12, Ana Ruiz <ana@person.example>님이 작성:",
        "În mar., 3 feb. 2026 la 10:12, Ana Ruiz <ana@person.example> a scris:",
        "Ana Ruiz <ana@person.example>, 3 Şub 2026 Sal, 10:12 tarihinde şunu yazdı:",
        "Vào Th 3, 3 thg 2, 2026 lúc 10:12 Ana Ruiz <ana@person.example> đã viết:",
        "Pada Sel, 3 Feb 2026 pukul 10.12 Ana Ruiz <ana@person.example> menulis:",
        "2026-02-03 10:12 GMT+01:00 Ana Ruiz <ana@person.example>:\nOn 3 Feb Ana wrote:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_attribution_starts_the_quote(attribution: str, mark: str) -> None:
    assert newest(f"{SAID}\n\n{attribution}\n{mark}Unfortunately not.\n{mark}Bye").startswith(SAID)
    assert "Unfortunately" not in newest(f"{SAID}\n\n{attribution}\n{mark}Unfortunately not.")


@pytest.mark.parametrize(
    "block",
    [
        "From: Ana <ana@person.example>\nSent: 3 February\nTo: jobs@acme.example\nSubject: Re: Analyst",
        "*Von:* Ana Ruiz\n*Gesendet:* Dienstag, 3. Februar 2026\n*An:* Jobs\n*Betreff:* AW: Stelle",
        "De : Ana Ruiz\nEnvoyé : mardi 3 février 2026\nÀ : Emplois\nObjet : RE: Poste",
        "De: Ana Ruiz <ana@person.example>\nEnviado: martes, 3 de febrero\nPara: Empleo\nAsunto: RE: Puesto",
        "Van: Ana Ruiz\nVerzonden: dinsdag 3 februari\nAan: Banen\nOnderwerp: RE: Vacature",
        "Från: Ana Ruiz\nSkickat: den 3 februari\nTill: Jobb\nÄmne: Sv: Tjänst",
        "Od: Ana Ruiz\nWysłano: wtorek, 3 lutego\nDo: Praca\nTemat: Odp: Stanowisko",
        "Fra: Ana Ruiz\nDato: tirsdag 3. februar\nTil: Jobb\nEmne: Sv: Stilling",
        "Lähettäjä: Ana Ruiz\nLähetetty: tiistai 3. helmikuuta\nVastaanottaja: Työ\nAihe: Vs: Tehtävä",
        "Da: Ana Ruiz\nInviato: martedì 3 febbraio\nA: Lavoro\nOggetto: R: Posizione",
        "От: Ana Ruiz\nОтправлено: 3 февраля\nКому: jobs@acme.example\nТема: Re: Вакансия",
        "Від: Ana Ruiz\nНадіслано: 3 лютого\nКому: jobs@acme.example\nТема: Re: Вакансія",
        "Feladó: Ana Ruiz\nElküldve: február 3.\nCímzett: jobs@acme.example\nTárgy: Re: Állás",
        "Από: Ana Ruiz\nΣτάλθηκε: 3 Φεβρουαρίου\nΠρος: jobs@acme.example\nΘέμα: Re: Θέση",
        "من: Ana Ruiz\nتم الإرسال: ٣ فبراير\nإلى: jobs@acme.example\nالموضوع: وظيفة",
        "מאת: Ana Ruiz\nנשלח: 3 בפברואר\nאל: jobs@acme.example\nנושא: משרה",
        "差出人: Ana Ruiz\n送信日時: 2月3日\n宛先: jobs@acme.example\n件名: 応募",
        "发件人： Ana Ruiz\n发送时间： 2月3日\n收件人： jobs@acme.example\n主题： 职位",
        "보낸 사람: Ana Ruiz\n보낸 날짜: 2월 3일\n받는 사람: jobs@acme.example\n제목: 지원",
        "-----Original Message-----\nAna said this",
        "-----Ursprüngliche Nachricht-----\nVon: Ana",
        "----- Message d'origine -----\nbonjour",
        "________________________________\nFrom: Ana\nDate: today\nTo: us\nSubject: Re: it",
        "Date: Tue, 3 Feb 2026\nSubject: Re: it\nFrom: ana@person.example\nTo: us",
    ],
)
def test_earlier_mail_block_is_quoted(block: str) -> None:
    assert split(f"{SAID}\n\n{block}\n\nWe regret it.").newest == SAID
    assert "We regret it." in split(f"{SAID}\n\n{block}\n\nWe regret it.").quoted


@pytest.mark.parametrize(
    "text",
    [
        "Your interview\nDatum: 12.05.2026\nVon: 10:00\nBis: 10:45\nWir freuen uns.",
        "On your first day please note the following:\nbring your pass.",
        "As we wrote in our advert:\nthe role is remote.",
        "From: 10:00\nTo: 10:45\nRoom: Blue",
        "We forward good news:\nyou are invited.",
    ],
)
def test_look_alikes_are_kept(text: str) -> None:
    assert newest(text) == text


def test_answers_between_the_quoted_lines_are_newest() -> None:
    text = "On 3 Feb 2026, Ana wrote:\n> When do I hear?\nNext week.\n> And where?\nBy mail."
    assert split(text) == Parts(
        newest="Next week.\nBy mail.", quoted="On 3 Feb 2026, Ana wrote:\n> When do I hear?\n> And where?"
    )


@pytest.mark.parametrize(
    "mark",
    [
        "------ Forwarded message -----\nFrom: Acme Jobs\nDate: Tue\nSubject: Application\nTo: me",
        "Begin forwarded message:\n\nFrom: Acme\nSubject: Application\nTo: me\nReply-To: a@acme.example",
        "-------- Weitergeleitete Nachricht --------\nBetreff: Ihre Bewerbung\nVon: Acme <jobs@acme.example>",
        "Début du message réexpédié :\n\nDe: Acme\nObjet: Votre candidature\nDate: mardi",
    ],
)
def test_forwarded_mail_stays_readable(mark: str) -> None:
    parts = split(f"Look what came.\n\n{mark}\n\nWe chose someone else.\n\nKind regards,\nAcme Team")
    assert (parts.newest, parts.quoted) == ("Look what came.", "")
    assert parts.forwarded == "We chose someone else.\nKind regards,\nAcme Team"


def test_forward_inside_a_forward_is_not_opened_again() -> None:
    inner = "Begin forwarded message:\nFrom: a@b.example\nSubject: x\n\nOld words."
    assert split(f"See.\nBegin forwarded message:\n\nMiddle.\n{inner}").forwarded == "Middle."


def test_subject_tells_a_forward_from_a_reply() -> None:
    text = f"{SAID}\n\nFrom: Acme\nSent: Tue\nTo: me\nSubject: Your application\n\nNo."
    assert split(text, "Fwd: Your application").forwarded == "No."
    assert split(text, "Re: Your application").forwarded == ""


def test_mail_that_is_nothing_but_an_earlier_mail_is_a_forward() -> None:
    text = "From: Acme <jobs@acme.example>\nTo: me\nSubject: Your application\n\nWe chose someone else."
    assert split(text).forwarded == "We chose someone else."


def test_forward_of_a_marked_text_loses_its_marks() -> None:
    assert split("Begin forwarded message:\n> From: Acme\n> Subject: x\n>\n> No.").forwarded == "No."


@pytest.mark.parametrize(
    "signature",
    [
        "--\nMia Holm\nTalent Partner",
        "Kind regards,\nMia Holm\nTalent Partner\n+1 555 0100",
        "Mit freundlichen Grüßen\n\nMia Holm",
        "Bien cordialement,\nMia Holm",
        "Un saludo,\nMia Holm",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Thanks,\nMia\nSent from my phone",
        "Hartelijke groet,\nMia Holm",
        "Vänliga hälsningar\nMia Holm",
        "Z wyrazami szacunku\nMia Holm",
        "Med venlig hilsen\nMia Holm",
        "Ystävällisin terveisin\nMia Holm",
        "Se srdečným pozdravem\nMia Holm",
        "Com os melhores cumprimentos,\nMia Holm",
        "Grande abraço\nMia Holm",
        "Porgo distinti saluti\nMia Holm",
        "Cordiali saluti,\nMia Holm",
        "Numai bine,\nMia Holm",
        "Saygılarımızla,\nMia Holm",
        "Trân trọng,\nMia Holm",
        "Hormat kami,\nMia Holm",
    ],
)
def test_signature_is_cut_off(signature: str) -> None:
    assert split(f"{SAID}\n\n{signature}") == Parts(newest=SAID, signature=signature)


def test_words_after_a_thanks_are_not_a_signature() -> None:
    text = f"Thank you,\nwe have read your application with care. {SAID}"
    assert newest(text) == text


def test_a_long_list_after_a_thanks_is_not_a_signature() -> None:
    text = "Thanks,\n" + "\n".join(f"point {n}" for n in range(12))
    assert newest(text) == text


def test_sentence_about_a_phone_is_kept() -> None:
    text = f"{SAID}\nSent from my desk, where it is easier to write than on the go."
    assert newest(text) == text


@pytest.mark.parametrize(
    "footer",
    [
        "Unsubscribe",
        "This message is confidential and intended solely for the addressee.",
        "Diese Nachricht kann vertrauliche Angaben enthalten.",
        "© 2026 Acme\n1 High Street\nSpringfield",
        "Se désabonner | Mentions légales",
        "Acme is an equal opportunity employer.",
    ],
)
def test_small_print_is_cut_off(footer: str) -> None:
    assert split(f"{SAID}\n\n{footer}") == Parts(newest=SAID, footer=footer)


def test_small_print_takes_the_start_of_its_sentence_along() -> None:
    start = "This message may hold words that are meant for you alone and are"
    assert split(f"{SAID}\n\n{start}\nconfidential; intended only for you.").newest == SAID


def test_mail_that_is_all_small_print_is_kept() -> None:
    assert newest("Unsubscribe") == "Unsubscribe"


def test_privacy_words_in_the_middle_cut_nothing() -> None:
    text = f"Our privacy policy changed.\n{SAID}"
    assert newest(text) == text


def test_nothing_gives_nothing() -> None:
    assert split("") == Parts()


@pytest.mark.parametrize(
    "piece", ["On 1 ", "wrote:\n", "From: ", "> ", "-- \n", "\n", "Von: a@b\n", "_", "Thanks,\n", "©\n"]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    # a guard against a hang, not a speed: what grows with the square of the text needs many minutes here
    start = time.process_time()
    split(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("On Monday\nwrote:\nwe met.", "On Monday\nwrote:\nwe met."),
        ("See ana@person.example, who wrote on day 3:\n> No.", ""),
        ("Hello\nthere\nAna <ana@person.example> wrote:\n\n\n\n\n> No.", "Hello\nthere"),
        ("Hello\n\nOn 3 Feb 2026, Ana wrote:", "Hello"),
    ],
)
def test_attribution_at_the_edges(text: str, kept: str) -> None:
    assert newest(text) == kept


def test_forward_of_nothing_gives_nothing() -> None:
    assert split("See.\nBegin forwarded message:\nFrom: a@b.example\nSubject: x").forwarded == ""


@pytest.mark.parametrize(
    ("said", "signed"),
    [
        ("選考の結果をご連絡いたします。", "よろしくお願いいたします\n\n株式会社あおば\n人事部 森"),
        ("感谢您的申请。", "此致\n\n青山公司 人事部"),
        ("지원해 주셔서 감사합니다.", "김민지 드림\n채용팀"),
        ("Ответ будет в пятницу.", "С уважением,\nОльга Ким"),
        ("Θα επικοινωνήσουμε μαζί σας.", "Με εκτίμηση,\nΜαρία"),
        ("נחזור אליך בהקדם.", "בברכה,\nדנה"),
        ("سنتواصل معك قريبا.", "مع التحية\nليلى"),
        ("Hamarosan jelentkezünk.", "Üdvözlettel,\nKata"),
    ],
)
def test_closing_words_of_other_scripts_start_the_signature(said: str, signed: str) -> None:
    assert split(f"{said}\n\n{signed}").newest == said


def test_what_is_said_after_thanks_is_no_signature() -> None:
    for text in (
        "감사합니다\n\n이번 채용에서는 함께하지 못하게 되었습니다.",
        "谢谢\n\n很遗憾，经过讨论我们决定选择另一位候选人。",
    ):
        assert newest(text) == text
