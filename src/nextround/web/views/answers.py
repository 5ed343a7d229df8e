"""Their answers: the words as they came, what they seem to mean, and the way to thank for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import answers as desk
from nextround.desk import today
from nextround.desk.errors import Refused
from nextround.web.forms.answers import AnswerForm
from nextround.web.views.application import moment_of
from nextround.web.views.page import kind, note_deed, owner_of, show
from nextround.web.views.today import shown

STEPS = ("thank_feedback", "clarify")


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """All that they told about one application, and a form for what came by voice."""
    form = AnswerForm(request.POST or None, initial={"when": timezone.localdate()})
    owner = owner_of(request)
    view = desk.page(owner, pk)
    if form.is_valid():
        told = dict(form.cleaned_data)
        at = moment_of(request, told.pop("when"))
        desk.write_down(owner, pk, at=at, **told)
        note_deed(request)
        return redirect("application-answers", pk)
    steps = [shown(step) for step in today.steps_of(owner, pk) if step.kind in STEPS]
    return show(
        request,
        "answers.html",
        "applications",
        view=view,
        form=form,
        steps=steps,
        sorts=[(sort.value, words) for sort, words in desk.SORT_WORDS.items()],
        themes=desk.theme_names(),
        stars=desk.STARS,
    )


@require_POST
@kind
def keep_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the words of one of their mails."""
    mail = request.POST.get("mail", "")
    desk.keep_mail(owner_of(request), pk, int(mail) if mail.isdigit() else 0)
    note_deed(request)
    return redirect("application-answers", pk)


@require_POST
@kind
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """How the person saw it themselves."""
    said = request.POST.get("stars", "")
    desk.rate_self(owner_of(request), pk, request.POST.get("theme", ""), int(said) if said.isdigit() else 0)
    note_deed(request)
    return redirect(reverse("application-answers", args=[pk]) + "#own")


@require_POST
@kind
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """The person's own word about an answer: its sort, its theme, or away with it."""
    owner, said = owner_of(request), request.POST
    if "sort" in said:
        application = desk.say_sort(owner, pk, said["sort"])
    elif "theme" in said:
        application = desk.say_theme(owner, pk, said["theme"])
    elif "away" in said:
        application = desk.let_go(owner, pk)
    else:
        raise Refused("Nothing was chosen, so nothing was changed.")
    note_deed(request)
    return redirect("application-answers", application)


@require_POST
@kind
def feels_awkward(request: HttpRequest, pk: int) -> HttpResponse:
    """It feels awkward to ask: nothing more is said about it today, and two sentences stand on a page."""
    today.not_today(owner_of(request), request.POST.get("step", ""))
    return redirect("application-awkward", pk)


@require_safe
@kind
def awkward(request: HttpRequest, pk: int) -> HttpResponse:
    """Two calm sentences, and the choice."""
    view = desk.page(owner_of(request), pk)
    return show(
        request,
        "awkward.html",
        "applications",
        view=view,
        sentences=desk.REASSURANCE,
        rate=desk.rate(owner_of(request)),
        step=f"{view.key}:ask_feedback",
    )
