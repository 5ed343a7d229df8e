"""Mail accounts: connect one, how it is, look now, drafts, another password, disconnect."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextround.desk import accounts as desk
from nextround.desk import consent as by_consent
from nextround.desk.errors import Refused
from nextround.desk.views import AccountView, Guide
from nextround.web.forms.accounts import AccountForm, AddressForm, ClientForm, SecretForm
from nextround.web.views.page import kind, note_deed, owner_of, show

NOTHING_FOUND = (
    "The domain says nothing of its mail server, or there is no network. "
    "Your provider’s help pages name the server under “IMAP”."
)

NOT_YET = "The provider has not heard your yes so far. Enter the code on its page, then press again."


@sensitive_post_parameters("secret")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kind
def add(request: HttpRequest) -> HttpResponse:
    """First the address; then what its provider needs, on one page."""
    said = request.POST if request.method == "POST" else request.GET
    if "address" not in said:
        return show(request, "account_add.html", "imports", address_form=AddressForm())
    address_form = AddressForm(said)
    if not address_form.is_valid():
        return show(request, "account_add.html", "imports", 400, address_form=address_form)
    address = str(address_form.cleaned_data["address"]).lower()
    guide = desk.guide(address)
    if request.method != "POST":
        return _ask(request, AccountForm(initial=_known(guide), how=_how(guide)), address, guide)
    form = AccountForm(request.POST, how=_how(guide))
    if not form.is_valid():
        return _ask(request, form, address, guide, 400)
    try:
        made = desk.connect(owner_of(request), _given(address, form), drafts=form.cleaned_data["drafts"])
    except Refused as refused:
        return _ask(request, form, address, guide, 400, refused=refused.sentence)
    return redirect("account", made.pk)


@require_POST
@kind
def find(request: HttpRequest) -> HttpResponse:
    """Ask the address's own domain where its mail is; what it says is shown before it is used."""
    address_form = AddressForm(request.POST)
    if not address_form.is_valid():
        return show(request, "account_add.html", "imports", 400, address_form=address_form)
    address = str(address_form.cleaned_data["address"]).lower()
    guide = desk.find(address)
    form = AccountForm(initial=_known(guide), how=_how(guide))
    refused = "" if guide else NOTHING_FOUND
    return _ask(request, form, address, guide, refused=refused, found=True)


@sensitive_post_parameters("client_secret", "sealed")
@never_cache
@require_POST
@kind
def consent(request: HttpRequest) -> HttpResponse:
    """Get a code to enter at the provider; then, once the person said yes there, connect."""
    if "sealed" in request.POST:
        return _answered(request, request.POST["sealed"], "drafts" in request.POST)
    address_form = AddressForm(request.POST)
    if not address_form.is_valid():
        return show(request, "account_add.html", "imports", 400, address_form=address_form)
    address = str(address_form.cleaned_data["address"]).lower()
    form = ClientForm(request.POST)
    if not form.is_valid():
        return _no_code(request, address, form)
    said, provider = form.cleaned_data, request.POST.get("provider", "")
    try:
        question = by_consent.ask(owner_of(request), address, said["client"], said["client_secret"], provider)
    except Refused as refused:
        return _no_code(request, address, form, refused.sentence)
    return _code(request, question, "drafts" in request.POST)


def _code(request: HttpRequest, question: by_consent.Question, drafts: bool, said: str = "") -> HttpResponse:
    """The code to enter, and the page to enter it on."""
    facts: dict[str, Any] = {"question": question, "drafts": drafts, "sentence": said}
    return show(request, "account_consent.html", "imports", **facts)


def _no_code(request: HttpRequest, address: str, form: ClientForm, refused: str = "") -> HttpResponse:
    guide = desk.guide(address, request.POST.get("provider", ""))
    secret = AccountForm(initial=_known(guide), how=_how(guide))
    return _ask(request, secret, address, guide, 400, refused, client=form)


def _answered(request: HttpRequest, sealed: str, drafts: bool) -> HttpResponse:
    """The account's page, or the code once more while nobody said yes."""
    owner = owner_of(request)
    try:
        made = by_consent.answer(owner, sealed, drafts)
        if made is None:
            return _code(request, by_consent.again(owner, sealed), drafts, NOT_YET)
    except Refused as refused:
        return show(
            request, "account_add.html", "imports", 400, address_form=AddressForm(), refused=refused.sentence
        )
    return redirect("account", made.pk)


def _known(guide: Guide | None) -> dict[str, Any]:
    """What the provider of an address fills in."""
    if guide is None:
        return {}
    return {name: getattr(guide, name) for name in ("host", "port", "security", "how", "user")}


def _how(guide: Guide | None) -> str:
    return guide.how if guide else "password"


def _given(address: str, form: AccountForm) -> desk.Given:
    said = form.cleaned_data
    return desk.Given(
        address, said["host"], said["port"], said["user"], said["secret"], said["how"], said["security"]
    )


def _ask(
    request: HttpRequest,
    form: AccountForm,
    address: str,
    guide: Guide | None,
    status: int = 200,
    refused: str = "",
    found: bool = False,
    client: ClientForm | None = None,
) -> HttpResponse:
    server = ("host", "port", "security", "how", "user")
    return show(
        request,
        "account_add.html",
        "imports",
        status,
        form=form,
        client_form=client or ClientForm(),
        address=address,
        guide=guide,
        refused=refused,
        server_fields=[form[name] for name in server],
        domain=address.rpartition("@")[2],
        may_find=guide is None and not found,
        server_open=found or guide is None or bool(refused) or any(name in form.errors for name in server),
    )


@require_safe
@kind
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """How one account is, and what can be done about it."""
    return _page(request, desk.view(owner_of(request), pk))


def _page(
    request: HttpRequest, view: AccountView, status: int = 200, form: SecretForm | None = None
) -> HttpResponse:
    return show(
        request,
        "account.html",
        "imports",
        status,
        account=view,
        guide=desk.guide(view.address),
        secret_form=form or SecretForm(how=view.how),
        secret_open=form is not None or view.state == "stopped",
    )


@require_safe
@kind
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is, as a part of the page that asks again while a look goes on."""
    view = desk.view(owner_of(request), pk)
    answer = render(request, "partials/account.html", {"account": view})
    if not view.busy:
        answer["HX-Refresh"] = "true"  # the rest of the page has changed as well
    return answer


@require_POST
@kind
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Look now."""
    desk.look_now(owner_of(request), pk)
    return redirect("account", pk)


@require_POST
@kind
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Allow drafts, or no longer."""
    allowed = request.POST.get("drafts") == "yes"
    desk.allow_drafts(owner_of(request), pk, allowed)
    note_deed(request, "Drafts are allowed." if allowed else "Drafts are not allowed any more.", undo=False)
    return redirect("account", pk)


@require_POST
@kind
def folders(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the account's other folders are read too."""
    desk.read_also(owner_of(request), pk, request.POST.getlist("folder"))
    note_deed(request, "The folders are noted.", undo=False)
    return redirect("account", pk)


@sensitive_post_parameters("secret")
@require_POST
@kind
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """Another password or token."""
    owner = owner_of(request)
    view = desk.view(owner, pk)
    form = SecretForm(request.POST, how=view.how)
    if not form.is_valid():
        return _page(request, view, 400, form)
    try:
        desk.sign_in_anew(owner, pk, form.cleaned_data["secret"])
    except Refused as refused:
        form.add_error("secret", refused.sentence)
        return _page(request, view, 400, form)
    note_deed(request, "It works. The new password is kept.", undo=False)
    return redirect("account", pk)


@require_POST
@kind
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the account; its mails stay or go as the person says."""
    with_mails = request.POST.get("mails") == "go"
    address = desk.disconnect(owner_of(request), pk, with_mails)
    rest = "What it brought is gone from here too." if with_mails else "What it brought stays here."
    note_deed(request, f"{address} is disconnected. {rest}", undo=False)
    return redirect("settings")
