"""The wizard that connects an account: platform, consent, account, owner. And the way back from a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.channels import connecting, health, selectors, services
from kentongan.channels.access import channel_or_404, connection_or_404, require_keeper
from kentongan.channels.connect_forms import ByHandForm, PickForm, SignInForm
from kentongan.channels.connecting import ConnectingError
from kentongan.channels.letting_go import disconnect
from kentongan.channels.lines import line
from kentongan.channels.services import TakenError
from kentongan.channels.states import ASKED, DONE, PICKING
from kentongan.core import clock
from kentongan.organizations.access import signed_in
from kentongan.organizations.forms import ReasonForm
from kentongan.organizations.selectors import agencies_for
from kentongan.tenancy.middleware import CallOut
from kentongan.tenancy.scope import within

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.channels.models import Channel, Connection
    from kentongan.organizations.middleware import ActorRequest

READ_OR_WRITE = require_http_methods(["GET", "HEAD", "POST"])
TO_CONNECT = "menyambungkan akun"
NOT_YOURS = "Sambungan itu dimulai oleh orang lain, atau Anda sudah keluar. Mulai lagi dari sini."


@READ_OR_WRITE
@signed_in
def connect(request: ActorRequest) -> HttpResponse:
    """Pick the platform of the account to be connected."""
    require_keeper(request.actor, TO_CONNECT)
    if request.method == "POST":
        return _begin(request, request.POST.get("platform", ""))
    return render(
        request, "channels/connect.html", {"platforms": selectors.connectable(), "kinds": selectors.by_hand()}
    )


@READ_OR_WRITE
@signed_in
def reconnect(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Connect a known account again."""
    shown = channel_or_404(request.actor, channel_id)
    require_keeper(request.actor, "menyambungkan akun ulang")
    if request.method == "POST" and not shown.by_hand:
        return _begin(request, shown.platform, shown)
    facts = {"channel": shown, "row": line(shown), "can": shown.platform in dict(selectors.connectable())}
    return render(request, "channels/reconnect.html", facts)


@READ_OR_WRITE
@signed_in
def connection(request: ActorRequest, connection_id: int) -> HttpResponse:
    """How far one walk is: to the platform, picking, done, or why not."""
    actor, shown = request.actor, connection_or_404(request.actor, connection_id)
    require_keeper(actor, TO_CONNECT)
    if shown.state == DONE and shown.channel:
        return redirect("channel", shown.channel_id)
    if shown.state == PICKING:
        return _pick(request, shown)
    over = shown.state != ASKED or shown.ends_at <= clock.now()
    if not over and connecting.needs_password(shown):
        return _sign_in(request, shown)
    facts: dict[str, Any] = {"connection": shown, "over": over}
    if not over:
        facts |= {"address": connecting.address_of(shown), "permissions": connecting.asked_in_words(shown)}
    return render(request, "channels/connection.html", facts)


@READ_OR_WRITE
@signed_in
def by_hand(request: ActorRequest) -> HttpResponse:
    """Register an account on which a person does by hand what was approved."""
    actor = request.actor
    require_keeper(actor, "mencatat akun")
    told = {"platform": request.GET.get("jenis", "")}
    form = ByHandForm(request.POST or None, agencies=agencies_for(actor), initial=told)
    if request.method == "POST" and form.is_valid():
        channel = services.register_by_hand(actor=actor, **form.cleaned_data)
        messages.success(request, f"{channel} tercatat. Kiriman yang disetujui menjadi tugas bagi pemegang izinnya.")
        return redirect("channel", channel.pk)
    return render(request, "channels/by_hand.html", {"form": form}, status=422 if form.errors else 200)


@READ_OR_WRITE
@signed_in
def let_go(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Give the permission back and forget the keys, with a reason."""
    actor, shown = request.actor, channel_or_404(request.actor, channel_id)
    require_keeper(actor, "memutus akun")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        here = reverse("channel", args=[shown.pk])
        return CallOut(lambda: _let_go(request, shown, form.cleaned_data["reason"], here))
    warning = "Kuncinya dihapus. Yang sudah dijadwalkan tidak keluar sampai akun ini disambungkan lagi."
    facts = {"channel": shown, "form": form, "title": "Putuskan akun", "warning": warning}
    return render(request, "channels/ask.html", facts, status=422 if form.errors else 200)


def _let_go(request: ActorRequest, channel: Channel, reason: str, here: str) -> HttpResponse:
    said = disconnect(actor=request.actor, channel=channel, reason=reason)
    messages.success(request, f"{channel} diputus dan kuncinya dihapus. {said}".strip())
    return redirect(here)


@require_POST
@signed_in
def check(request: ActorRequest, channel_id: int) -> HttpResponse:
    """Ask the platform now whether the account could act."""
    shown = channel_or_404(request.actor, channel_id)
    require_keeper(request.actor, "memeriksa akun")
    here = reverse("channel", args=[shown.pk])
    return CallOut(lambda: _check(request, shown, here))


def _check(request: ActorRequest, channel: Channel, here: str) -> HttpResponse:
    asked = health.check(channel.government_id, channel.pk)
    said = f"{channel} sudah diperiksa." if asked else f"{channel} tidak dapat diperiksa dari sini."
    (messages.success if asked else messages.warning)(request, said)
    return redirect(here)


def _begin(request: ActorRequest, platform: str, channel: Channel | None = None) -> HttpResponse:
    try:
        begun = connecting.begin_connection(
            actor=request.actor, platform=platform, base=_base(request), channel=channel
        )
    except ConnectingError as problem:
        messages.error(request, str(problem))
        return redirect("channel_connect")
    return redirect("connection", begun.pk)


def _base(request: ActorRequest) -> str:
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{request.get_host()}{get_script_prefix()}"


def _sign_in(request: ActorRequest, shown: Connection) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        here = reverse("connection", args=[shown.pk])
        return CallOut(lambda: _signed_in(request, shown, form.cleaned_data, here))
    facts = {"connection": shown, "form": form}
    return render(request, "channels/sign_in.html", facts, status=422 if form.errors else 200)


def _signed_in(request: ActorRequest, shown: Connection, told: dict[str, str], here: str) -> HttpResponse:
    _trying(request, lambda: connecting.sign_in(actor=request.actor, connection=shown, **told))
    return redirect(here)


def _pick(request: ActorRequest, shown: Connection) -> HttpResponse:
    actor, offers = request.actor, connecting.offers_of(shown, request.actor)
    if not offers:
        return render(request, "channels/connection.html", {"connection": shown, "over": True})
    form = PickForm(
        request.POST or None,
        offers=offers,
        owned=selectors.owned_among(actor, shown.platform, [offer.remote_id for offer in offers]),
        refused=selectors.refused_among(actor, shown.platform, [offer.remote_id for offer in offers]),
        agencies=agencies_for(actor),
    )
    if request.method == "POST" and form.is_valid():
        done = _picked(request, shown, form)
        if done is not None:
            return done
    facts = {"connection": shown, "form": form, "rows": form.rows()}
    return render(request, "channels/pick.html", facts, status=422 if form.errors else 200)


def _picked(request: ActorRequest, shown: Connection, form: PickForm) -> HttpResponse | None:
    although = form.cleaned_data.get("although_missing", False)
    try:
        channels = connecting.connect_picked(
            actor=request.actor, connection=shown, picks=form.picks(), although_missing=although
        )
    except (ConnectingError, TakenError) as problem:
        form.add_error(None, str(problem))
        return None
    messages.success(request, f"Tersambung: {', '.join(str(channel) for channel in channels)}.")
    return redirect("channel", channels[0].pk) if len(channels) == 1 else redirect("channels")


# ------------------------------------------------------------------ back from the platform


@require_GET
def come_back(request: Any) -> HttpResponse:  # noqa: ANN401 - may come without a government
    """The one address that platforms send people back to. The state, signed by us, names the government and the walk."""
    try:
        government_id, nonce = connecting.read_state(request.GET.get("state", ""))
    except ConnectingError as problem:
        raise Http404 from problem
    if request.government is not None and request.government.pk != government_id:
        raise Http404
    return CallOut(lambda: _come_back(request, government_id, nonce))


def _come_back(request: Any, government_id: int, nonce: str) -> HttpResponse:  # noqa: ANN401 - as above
    with within(government_id):
        shown = selectors.connection_of(government_id, nonce)
        actor = selectors.walker(shown, request.user.pk) if shown and request.user.is_authenticated else None
    if shown is None:
        raise Http404
    own = urlsplit(shown.base)
    if own.netloc != request.get_host():  # the session lives at the government's own host
        return redirect(f"{own.scheme}://{own.netloc}{connecting.RETURN_PATH}?{request.GET.urlencode()}")
    if actor is None:
        messages.error(request, NOT_YOURS)
        return redirect(f"{shown.base}akun/sambung/")
    if shown.state == ASKED:
        code = request.GET.get("code", "")
        _trying(request, lambda: connecting.finish_connection(actor=actor, connection=shown, code=code))
    return redirect(f"{shown.base}akun/sambung/{shown.pk}/")


def _trying(request: Any, act: Callable[[], Connection]) -> None:  # noqa: ANN401 - as above
    try:
        act()
    except (ConnectingError, TakenError) as problem:
        messages.error(request, str(problem))
