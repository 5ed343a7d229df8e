"""The letter desk: the person's own sentences, with notes beside them and several ways out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import accounts, look_later, rules
from nextround.desk import answers as answers_desk
from nextround.desk import letters as desk
from nextround.desk.errors import Refused, Stale
from nextround.desk.views import FindingView, LetterView
from nextround.web.forms.letter import RecipientForm
from nextround.web.views.page import kind, note_deed, owner_of, show

KINDS = tuple((kind.value, words) for kind, words in desk.KINDS.items())
PARTS = {
    "thanks": "your thanks",
    "detail": "one thing you remember",
    "news": "what is new",
    "question": "your question",
    "door": "the open door",
}
ANSWER = "answer-"
ANSWERS_THEM = ("clarifying_followup", "thank_you")  # letters beside which their words stand


@dataclass(frozen=True, slots=True)
class Note:
    """One margin note: the words it is about (empty: the whole letter) and what is said of them.

    `rule` is the id of the playbook's rule behind it; some have none.
    """

    severity: str
    words: str
    start: int | None
    hint: str
    sources: str
    rule: str
    keep: str


@require_POST
@kind
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a letter, or open the one of that kind that is not sent yet."""
    begun = desk.start(owner_of(request), pk, request.POST.get("kind", ""))
    return redirect("letter", begun.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The page to write on; its one form saves, arranges and keeps."""
    if request.method != "POST":
        return page(request, desk.view(owner_of(request), pk))
    quiet = bool(request.headers.get("HX-Request"))
    try:
        saved = save(request, pk)
    except Stale as stale:
        if quiet:
            return JsonResponse({"stale": stale.sentence}, status=409)
        return page(request, desk.view(owner_of(request), pk), 409)
    return _onward(request, saved, quiet)


def _onward(request: HttpRequest, saved: LetterView, quiet: bool) -> HttpResponse:
    """Where the button leads once the words are kept."""
    if request.POST.get("do") == "later":
        look_later.look_later(owner_of(request), saved.pk)
        note_deed(
            request,
            "It is kept with its application. Tomorrow it stands here again; open it sooner if you like.",
            undo=False,
        )
        return redirect("today")
    if where := _drafts_of(request):
        return put_into_drafts(request, saved, where)
    if quiet:
        link, short = desk.mailto_and_note(owner_of(request), saved.pk)
        return JsonResponse({"version": saved.version, "mailto": link, "note": short})
    return redirect(reverse("letter", args=[saved.pk]) + ("#text" if "do" not in request.POST else ""))


def _drafts_of(request: HttpRequest) -> int:
    """The account into whose drafts the button puts the letter, or 0."""
    what, _, pk = request.POST.get("do", "").partition("-")
    return int(pk) if what == "drafts" and pk.isascii() and pk.isdigit() else 0


def put_into_drafts(request: HttpRequest, saved: LetterView, account: int) -> HttpResponse:
    """The letter as a draft in an account; what does not work is told beside the other ways out."""
    try:
        sentence = accounts.put_into_drafts(owner_of(request), saved.pk, account)
    except Refused as refused:
        return page(request, saved, 400, refused=refused.sentence)
    note_deed(request, sentence, undo=False)
    return redirect("letter", saved.pk)


def save(request: HttpRequest, pk: int) -> LetterView:
    """Keep what is on the page, then do what the button says."""
    owner = owner_of(request)
    said = request.POST
    version = said.get("version", "")
    before = desk.arranged(owner, pk)
    desk.save(owner, pk, answers(request), text_of(request), int(version) if version.isdigit() else 0)
    if said.get("do") in ("other", "mine"):
        desk.settle(owner, pk, use_other=said["do"] == "other")
    if said.get("do") == "kind":
        desk.change_kind(owner, pk, said.get("kind", ""))
    if said.get("do") == "arrange":
        desk.arrange(owner, pk, keep_old=text_of(request).strip() != before.strip())
    if rule := said.get("keep", ""):
        family, _, words = rule.partition(":")
        desk.keep_anyway(owner, pk, family, words)
    if said.get("do") == "save" and not request.headers.get("HX-Request"):
        note_deed(request, "Saved. The letter is kept as it is.", undo=False)
    return desk.view(owner, pk)


def answers(request: HttpRequest) -> dict[str, str]:
    """What was typed under the prompts, by part."""
    said = request.POST
    return {name.removeprefix(ANSWER): plain(str(said[name])) for name in said if name.startswith(ANSWER)}


def text_of(request: HttpRequest) -> str:
    """The letter's text, with the line ends that we count by."""
    return plain(str(request.POST.get("text", "")))


def plain(text: str) -> str:
    """What was typed, with our line ends and without the one sign that no mail may hold."""
    return text.replace("\r\n", "\n").replace("\0", "")


def page(request: HttpRequest, view: LetterView, status: int = 200, refused: str = "") -> HttpResponse:
    """The letter page."""
    form = RecipientForm(initial={"name": view.recipient_name, "email": view.recipient_email})
    owner = owner_of(request)
    link, short = desk.mailto_and_note(owner, view.pk)
    places = accounts.draft_places(owner, view.pk)
    connected = accounts.listing(owner)
    told = answers_desk.listing(owner, view.application_pk) if view.kind in ANSWERS_THEM else ()
    return show(
        request,
        "letter.html",
        "applications",
        status,
        letter=view,
        ask=None if view.sent_at else answers_desk.asking(owner, view.application_pk),
        expects=view.kind == "feedback_request" and not view.sent_at,
        their_words=told[0].words if told and not view.sent_at else "",
        notes=notes(view.findings),
        waits=look_later.offered(view.findings) and not view.sent_at,
        missing=[PARTS.get(part, part) for part in view.missing],
        written=bool(view.text.strip()),
        mailto=link,
        mailto_note=short,
        recipient_form=form,
        refused=refused,
        draft_places=places,
        may_allow=connected[0] if connected and not places and not view.sent_at else None,
        watched=(places or connected)[0].address if connected else "",
    )


def notes(findings: tuple[FindingView, ...]) -> list[Note]:
    """The findings as margin notes, in the order of the text; those about the whole letter last."""
    ordered = sorted(findings, key=lambda found: (found.start is None, found.start or 0))
    return [note(found) for found in ordered]


def note(found: FindingView) -> Note:
    """One finding as the margin shows it."""
    sources = ", ".join(title for _, title in found.sources)
    keep = f"{found.rule}:{found.words}"
    return Note(
        found.severity, found.words, found.start, found.hint, sources, rules.of_check(found.rule), keep
    )


@require_POST
@kind
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes for what is on the page now, kept or not."""
    text = text_of(request)
    owner = owner_of(request)
    missing = [PARTS.get(part, part) for part in desk.missing(owner, pk, text)]
    found = desk.findings(owner, pk, text)
    facts = {
        "notes": notes(found),
        "waits": look_later.offered(found),
        "missing": missing,
        "written": bool(text.strip()),
    }
    return render(request, "partials/notes.html", facts)


@require_safe
@kind
def eml(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a mail that a mail program opens, in the right thread."""
    answer = HttpResponse(desk.eml(owner_of(request), pk), content_type="message/rfc822")
    answer["Content-Disposition"] = 'attachment; filename="letter.eml"'
    return answer


@require_POST
@kind
def recipient(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the person who reads it."""
    form = RecipientForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    desk.set_recipient(owner_of(request), pk, form.cleaned_data["name"], form.cleaned_data["email"])
    note_deed(request, "The name is kept.", undo=False)
    return redirect("letter", pk)


@require_POST
@kind
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the letter was sent, or that it was not after all."""
    owner = owner_of(request)
    if request.POST.get("sent") == "no":
        desk.unmark_sent(owner, pk)
        return redirect("letter", pk)
    desk.mark_sent(owner, pk, timezone.now())
    note_deed(request)
    return redirect("application", desk.view(owner, pk).application_pk)
