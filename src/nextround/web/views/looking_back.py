"""Looking back over one application: one question a page, kept at every step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nextround.desk import looking_back as desk
from nextround.web.forms.looking_back import AnswerForm
from nextround.web.views.page import kind, note_deed, owner_of, show


@require_http_methods(["GET", "HEAD", "POST"])
@kind
def look_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The step that was asked for, or the one where the person stopped."""
    owner, do = owner_of(request), request.POST.get("do", "")
    if do == "delete":
        desk.delete(owner, pk)
        note_deed(request, "Your notes of looking back are deleted.", undo=False)
        return redirect("application", pk)
    view = desk.view(owner, pk, _step(request))
    form = AnswerForm(request.POST or None, initial={"words": view.answer})
    if request.method == "POST" and form.is_valid():
        if view.question is None:
            desk.say_fit(owner, pk, request.POST.get("fit", ""), request.POST.getlist("point"))
        else:
            desk.answer(owner, pk, view.step, form.cleaned_data["words"])
        return _onward(request, pk, view.step, view.last, do)
    return show(request, "look_back.html", "applications", view=view, form=form)


def _onward(request: HttpRequest, pk: int, step: int, last: int, do: str) -> HttpResponse:
    if do == "stop":
        note_deed(request, "It is kept. You can go on whenever you like.", undo=False)
        return redirect("application", pk)
    if step == last:
        note_deed(request, "It is kept.", undo=False)
    return redirect(f"{reverse('look-back', args=[pk])}?step={min(step + 1, last)}")


def _step(request: HttpRequest) -> int | None:
    said = request.POST.get("step") or request.GET.get("step") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else None
