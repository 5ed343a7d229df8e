"""The letter desk: the person's own sentences, the checks beside them, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from nextround.desk import calls
from nextround.desk.applications import hold
from nextround.desk.cases import STEP_OF_LETTER, cases
from nextround.desk.errors import Refused, Stale, owned
from nextround.desk.today import source_titles
from nextround.desk.views import FindingView, LetterView, MenuItem, PromptView
from nextround.letters import check as checks
from nextround.letters import parts, reply
from nextround.letters.kinds import Context, LetterKind
from nextround.playbook.budget import clarify_gate, letter_gate
from nextround.playbook.told import Channel
from nextround.reading.finding import Kind
from nextround.reading.names import abbreviates, same_company
from nextround.reading.sender import domain_name
from nextround.records import deeds, queries
from nextround.records.models import Application, Feedback, HowTold, Later, Letter, Mail, Person

KINDS = {
    LetterKind.FEEDBACK_REQUEST: "Thanks and one question",
    LetterKind.THANK_YOU: "A thank-you",
    LetterKind.CLARIFYING_FOLLOWUP: "One question about their feedback",
    LetterKind.KEEP_IN_TOUCH: "Keeping in touch",
    LetterKind.STATUS_ENQUIRY: "How does it stand",
}
SCRIPTS = {
    LetterKind.CALL_SCRIPT: "Words for a call",
    LetterKind.VOICEMAIL_SCRIPT: "Words for a voicemail",
}
EARLIER = 40  # letters of the person's own that a new one is compared with
LOOKED_AT = 20_000  # characters that the checks look at: far beyond any letter, and quick; all are kept


def start(owner: User, application_pk: int, kind: str = "", now: datetime | None = None) -> Letter:
    """Begin a letter, or go on with the unsent one of the same kind."""
    now = now or timezone.now()
    row = owned(queries.with_events(owner, [application_pk]).first())
    _, case = cases(owner, now, [row])[0]
    chosen = _kind(kind) if kind else _fitting(row)
    open_one = Letter.objects.filter(owner=owner, application=row, kind=chosen.value, sent_at=None).first()
    if open_one is not None:
        return open_one
    if chosen in SCRIPTS:
        calls.may_write(owner, row, now)
    elif not (gate := letter_gate(case, STEP_OF_LETTER[chosen.value], now)).open:
        raise Refused(gate.why)
    answered = _told_by(row, chosen) or _answered(row)
    whom = _whom(row, answered)
    with deeds.deed(owner, f"Began a letter to {row.company or row.agency}", now) as noted:
        hold(noted, owner, [row])
        letter = Letter.objects.create(
            owner=owner,
            application=row,
            mail=answered,
            kind=chosen.value,
            recipient_name=whom.person.name if whom.person else "",
            recipient_email=whom.person.email if whom.person else "",
            created_at=now,
            changed_at=now,
        )
        noted.made(letter)
    return letter


def _kind(kind: str) -> LetterKind:
    if kind not in {known.value for known in KINDS | SCRIPTS}:
        raise Refused("Choose one of the letters on the list. Nothing was changed.")
    return LetterKind(kind)


def _fitting(row: Application) -> LetterKind:
    """The letter that fits where the application stands."""
    if row.outcome == "rejected":
        return LetterKind.FEEDBACK_REQUEST if row.met else LetterKind.THANK_YOU
    return LetterKind.STATUS_ENQUIRY if row.outcome == "open" else LetterKind.KEEP_IN_TOUCH


def _answered(row: Application) -> Mail | None:
    """The mail that a letter answers: the newest of theirs, the no itself before anything else."""
    theirs = [e for e in row.events.all() if e.mail is not None and e.kind != Kind.OWN.value]
    verdicts = [e for e in theirs if e.kind == Kind.REJECTION.value]
    chosen = (verdicts or theirs)[-1:]
    return chosen[0].mail if chosen else None


def _told_by(row: Application, kind: LetterKind) -> Mail | None:
    """The mail with their feedback, for the letters that answer feedback."""
    if kind not in {LetterKind.CLARIFYING_FOLLOWUP, LetterKind.THANK_YOU}:
        return None
    told = (
        Feedback.objects.filter(application=row, mail__isnull=False, away=False)
        .order_by("-at", "-pk")
        .first()
    )
    return told.mail if told else None


def _whom(row: Application, answered: Mail | None) -> reply.Whom:
    seen = {e.mail.sender_email: e.date for e in row.events.all() if e.mail is not None}
    told = _told_through_agency(row)
    known = [
        reply.Person(person.name, person.email, _relation(row, person, told), seen.get(person.email))
        for person in row.people.all()
        if not person.no_reply
    ]
    return reply.address_for(known, bool(answered and reply.is_no_reply(answered.sender_email)))


def _told_through_agency(row: Application) -> frozenset[str]:
    """The names of those who told a no for an agency, as they are compared."""
    told = HowTold.objects.filter(event__application=row, channel=Channel.AGENCY) if row.agency else ()
    return frozenset(how.who.casefold() for how in told if how.who)


def _relation(row: Application, person: Person, told: frozenset[str]) -> reply.Relation:
    """Who someone is in this application: the agency's recruiter, or somebody of the employer who wrote."""
    house = domain_name(person.email)
    of_agency = same_company(house, row.agency) or abbreviates(house, row.agency)
    recruits = row.agency and (not row.company or person.name.casefold() in told or of_agency)
    return reply.Relation.AGENCY if recruits else reply.Relation.WROTE


def _why(row: Letter, whom: reply.Whom) -> str:
    """Why this reader; nothing where the person named another one."""
    suggested = whom.person.email if whom.person else ""
    return whom.why if row.recipient_email == suggested else ""


def _own(owner: User, pk: int) -> Letter:
    return owned(queries.letters(owner, pk).select_related("application", "mail").first())


def view(owner: User, pk: int, now: datetime | None = None) -> LetterView:
    """All that the page of a letter shows."""
    row = _own(owner, pk)
    kind = LetterKind(row.kind)
    application = owned(queries.application(owner, row.application_id))
    wishes = Later.objects.filter(application=application).first()
    no_reply = bool(row.recipient_email and reply.is_no_reply(row.recipient_email))
    return LetterView(
        pk=row.pk,
        application_pk=application.pk,
        company=application.company or application.agency,
        role=application.role,
        kind=row.kind,
        kind_word=(KINDS | SCRIPTS)[kind],
        kinds=tuple((known.value, word) for known, word in (SCRIPTS if kind in SCRIPTS else KINDS).items()),
        prompts=tuple(
            PromptView(p.part.value, p.label, _help(p, wishes), p.optional, row.answers.get(p.part.value, ""))
            for p in parts.prompts(kind)
        ),
        menu=tuple(MenuItem(q.id, q.topic, q.guidance) for q in parts.questions(kind)),
        answers=row.answers,
        text=row.text,
        other_text=row.other_text,
        words=len(row.text.split()),
        missing=tuple(part.value for part in parts.missing(kind, row.text)),
        findings=_findings(owner, row, row.text, now or timezone.now()),
        recipient_name=row.recipient_name,
        recipient_email=row.recipient_email,
        recipient_no_reply=no_reply,
        recipient_why=_why(row, _whom(application, row.mail)),
        subject=_headers(row).subject,
        version=row.version,
        sent_at=row.sent_at,
        gate="",
        drafted_to=row.drafted_to if row.drafted_text == row.text else "",
        drafted_at=row.drafted_at,
        script=kind in SCRIPTS,
    )


def _help(prompt: parts.Prompt, wishes: Later | None) -> str:
    """What helps with one part; beside the open door stands what was said about later (R020, R048)."""
    if prompt.part is not parts.Part.DOOR or wishes is None or wishes.again == "no":
        return prompt.help
    said = [
        f"you are open to {wishes.roles}" if wishes.roles else "you are open to other roles there",
        "you would work with them",
    ]
    holds = (wishes.open_roles, wishes.again == "yes")
    told = [words for words, is_said in zip(said, holds, strict=True) if is_said]
    return f"{prompt.help} You said that {' and that '.join(told)}." if told else prompt.help


def findings(owner: User, pk: int, text: str, now: datetime | None = None) -> tuple[FindingView, ...]:
    """What the checks notice in `text`, without what the person chose to keep."""
    return _findings(owner, _own(owner, pk), text, now or timezone.now())


def missing(owner: User, pk: int, text: str) -> tuple[str, ...]:
    """The parts that `text` still misses, by name."""
    return tuple(part.value for part in parts.missing(LetterKind(_own(owner, pk).kind), text[:LOOKED_AT]))


def _findings(owner: User, row: Letter, text: str, now: datetime) -> tuple[FindingView, ...]:
    if not text.strip():
        return ()
    text = text[:LOOKED_AT]
    titles = source_titles()
    kept = {(rule, words) for rule, words in row.kept}
    shown = []
    for found in checks.check(text, LetterKind(row.kind), _context(owner, row, now)):
        words = text[found.start : found.end] if found.start is not None and found.end is not None else ""
        if (found.rule, words) not in kept:
            sources = tuple((source, titles.get(source, source)) for source in found.sources)
            shown.append(
                FindingView(
                    found.rule, found.severity.value, found.start, found.end, words, found.hint, sources
                )
            )
    return tuple(shown)


def _context(owner: User, row: Letter, now: datetime) -> Context:
    application = row.application
    earlier = Letter.objects.filter(owner=owner, sent_at__isnull=False).exclude(pk=row.pk)
    others = (
        Application.objects.filter(owner=owner)
        .exclude(pk=application.pk)
        .exclude(company__in=["", application.company])
        .order_by("-last_event_at")
    )
    return Context(
        company=application.company,
        role=application.role,
        contact_name=row.recipient_name,
        other_companies=tuple(dict.fromkeys(others.values_list("company", flat=True)[:200])),
        own_name=queries.preferences(owner).name,
        recipient=row.recipient_email,
        stage=application.stage,
        earlier_letters=tuple(earlier.order_by("-sent_at").values_list("text", flat=True)[:EARLIER]),
        now=now,
    )


def save(
    owner: User, pk: int, answers: Mapping[str, str], text: str, version: int, now: datetime | None = None
) -> int:
    """Keep the person's words; gives the new version.

    Raises Stale when another window saved meanwhile: its text stays, and this one is kept beside it.
    """
    row = _own(owner, pk)
    # answers to prompts that this kind of letter does not have stay for the kind that has them
    here = {prompt.part.value for prompt in parts.prompts(LetterKind(row.kind))}
    rest = {part: said for part, said in row.answers.items() if part not in here}
    words = {"answers": rest | dict(answers), "text": text.replace("\r\n", "\n")}
    with transaction.atomic():
        saved = Letter.objects.filter(pk=row.pk, version=version).update(
            **words, version=version + 1, changed_at=now or timezone.now()
        )
        if not saved and (other := _other(row, answers, str(words["text"]))):
            Letter.objects.filter(pk=row.pk).update(other_text=other)
    if saved:
        return version + 1
    if words["text"] == row.text and words["answers"] == row.answers:
        return row.version
    raise Stale(
        "This letter was changed in another window meanwhile. Both texts are kept; choose from them below."
    )


def _other(row: Letter, answers: Mapping[str, str], text: str) -> str:
    """What another window held and the letter does not: its text, and answers that stand nowhere in it."""
    own = text if text != row.text else ""
    extra = [said for part, said in answers.items() if said.strip() and said != row.answers.get(part, "")]
    return "\n\n".join(part for part in (own, *(said for said in extra if said.strip() not in own)) if part)


def settle(owner: User, pk: int, use_other: bool) -> None:
    """Two windows held two texts: take the other one, or let it go."""
    row = _own(owner, pk)
    text = row.other_text if use_other else row.text
    Letter.objects.filter(pk=row.pk).update(text=text, other_text="", version=row.version + 1)


def arranged(owner: User, pk: int) -> str:
    """What the kept answers make in letter order; nothing is written."""
    row = _own(owner, pk)
    return parts.arrange(LetterKind(row.kind), row.answers)


def arrange(owner: User, pk: int, keep_old: bool = True) -> str:
    """The person's own sentences in letter order; gives the text, which takes the place of the old one.

    The old text is kept beside it as the other text, unless `keep_old` says that it holds nothing of its own.
    """
    row = _own(owner, pk)
    text = parts.arrange(LetterKind(row.kind), row.answers)
    old = row.text if keep_old and row.text.strip() not in ("", text.strip()) else ""
    other = "\n\n".join(part for part in (row.other_text, old) if part)
    Letter.objects.filter(pk=row.pk).update(text=text, other_text=other, version=row.version + 1)
    return text


def change_kind(owner: User, pk: int, kind: str) -> None:
    """Make it another kind of letter; no word is lost. Words to say stay words to say."""
    row, chosen = _own(owner, pk), _kind(kind)
    if (chosen in SCRIPTS) != (_kind(row.kind) in SCRIPTS):
        raise Refused("Words for a call stay words for a call. Nothing was changed.")
    if chosen is LetterKind.CLARIFYING_FOLLOWUP and chosen.value != row.kind:
        _, case = cases(owner, timezone.now(), queries.with_events(owner, [row.application_id]))[0]
        if not (gate := clarify_gate(case)).open:
            raise Refused(f"{gate.why} Your words are as they were.")
        if Letter.objects.filter(application=row.application_id, kind=chosen.value, sent_at=None).exists():
            raise Refused(
                "You began that question in another letter. Go on with that one; nothing was changed."
            )
    Letter.objects.filter(pk=row.pk).update(kind=chosen.value, version=row.version + 1)


def keep_anyway(owner: User, pk: int, rule: str, span_text: str = "") -> None:
    """The person decided: this finding does not come back for these words."""
    row = _own(owner, pk)
    if [rule, span_text] not in row.kept:
        Letter.objects.filter(pk=row.pk).update(kept=[*row.kept, [rule, span_text]])


def set_recipient(owner: User, pk: int, name: str, email: str) -> None:
    """Say whom the letter goes to."""
    row = _own(owner, pk)
    email = email.strip()
    if email and ("@" not in email or any(c.isspace() for c in email)):
        raise Refused(
            f"“{email}” is not a mail address. Write it like name@place.example. Nothing was saved."
        )
    Letter.objects.filter(pk=row.pk).update(recipient_name=" ".join(name.split()), recipient_email=email)


def _headers(row: Letter) -> reply.ReplyHeaders:
    if row.mail is None:
        role = row.application.role or row.application.company
        return reply.ReplyHeaders(role)
    return reply.reply_headers(row.mail.message_id, row.mail.facts.get("threads", []), row.mail.subject)


def writes_from(owner: User, pk: int) -> str:
    """The person's address that a letter would come from; empty while none is known."""
    return _from(_own(owner, pk), queries.preferences(owner).addresses)


def eml(owner: User, pk: int, now: datetime | None = None, sender: str = "") -> bytes:
    """The letter as a draft file that a mail program opens, in the right thread."""
    row = _own(owner, pk)
    kept = queries.preferences(owner)
    writer = (kept.name, sender or _from(row, kept.addresses))
    return reply.to_eml(
        row.text, _headers(row), (row.recipient_name, row.recipient_email), writer, now or timezone.now()
    )


def _from(row: Letter, own: list[str]) -> str:
    """The address that they wrote to, else the person's first one."""
    reached = [email for _, email in row.mail.facts.get("to", [])] if row.mail else []
    return next((email for email in reached if email in own), own[0] if own else "")


def mailto(owner: User, pk: int) -> str:
    """A link that opens the letter in the person's mail program."""
    return mailto_and_note(owner, pk)[0]


def mailto_and_note(owner: User, pk: int) -> tuple[str, str]:
    """The link, and a sentence when the text was too long for it."""
    row = _own(owner, pk)
    link = reply.mailto(row.text, _headers(row), row.recipient_email)
    return link.href, link.note


def mark_sent(owner: User, pk: int, when: datetime | None = None, now: datetime | None = None) -> None:
    """The person sent it; the journey moves on."""
    row = _own(owner, pk)
    now = now or timezone.now()
    when = min(when or now, now + timedelta(minutes=5))
    with deeds.deed(
        owner, f"Sent a letter to {row.application.company or row.application.agency}", now
    ) as noted:
        noted.before(row)
        Letter.objects.filter(pk=row.pk).update(sent_at=when)


def unmark_sent(owner: User, pk: int, now: datetime | None = None) -> None:
    """It was not sent after all."""
    row = _own(owner, pk)
    with deeds.deed(owner, "A letter that was not sent after all", now or timezone.now()) as noted:
        noted.before(row)
        Letter.objects.filter(pk=row.pk).update(sent_at=None)
