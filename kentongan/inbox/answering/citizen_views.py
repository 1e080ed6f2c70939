"""A citizen's own page: opened by its address alone, without a sign-in and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kentongan.inbox.answering import citizen
from kentongan.inbox.answering.citizen import NotNowError, TooManyError
from kentongan.inbox.answering.citizen_page import facts_of
from kentongan.inbox.answering.forms import NoteForm, RatingForm, UnfinishedForm
from kentongan.inbox.answering.links import open_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpResponse

    from kentongan.inbox.answering.models import CaseLink
    from kentongan.tenancy.middleware import TenantRequest

UNPROCESSABLE, CONFLICT, TOO_MANY = 422, 409, 429
OFTEN = "Hari ini sudah lima kali menulis. Tunggu sampai besok, atau balas di tempat Anda menulis semula. Tulisan Anda masih ada di bawah."


@require_GET
def case(request: TenantRequest, key: str) -> HttpResponse:
    """Where the matter is."""
    return _page(request, _open(request, key), key)


@require_POST
def add(request: TenantRequest, key: str) -> HttpResponse:
    """Add something to it."""
    link, form = _open(request, key), NoteForm(request.POST)
    done = "Terima kasih. Keterangan Anda sudah diterima petugas."
    return _do(
        request, link, key, form, lambda: citizen.add_note(link=link, text=form.cleaned_data["text"]), done, "note"
    )


@require_POST
def unfinished(request: TenantRequest, key: str) -> HttpResponse:
    """Say that it is not done."""
    link, form = _open(request, key), UnfinishedForm(request.POST)
    done = "Laporan Anda dibuka kembali. Petugas sudah diberi tahu."
    act = lambda: citizen.say_unfinished(link=link, text=form.cleaned_data["text"])  # noqa: E731 - one of three alike
    return _do(request, link, key, form, act, done, "unfinished")


@require_POST
def rate(request: TenantRequest, key: str) -> HttpResponse:
    """Say how it was."""
    link, form = _open(request, key), RatingForm(request.POST)
    done = "Terima kasih atas penilaian Anda."
    return _do(
        request, link, key, form, lambda: citizen.rate(link=link, score=form.cleaned_data["score"]), done, "rate"
    )


def _open(request: TenantRequest, key: str) -> CaseLink:
    link = open_link(request.government.pk, key) if request.government else None
    if link is None:
        raise Http404
    return link


def _do(
    request: TenantRequest,
    link: CaseLink,
    key: str,
    form: forms.Form,
    act: Callable[[], object],
    done: str,
    name: str,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, link, key, UNPROCESSABLE, **{name: form})
    try:
        act()
    except TooManyError:
        return _page(request, link, key, TOO_MANY, problem=OFTEN, **{name: form})
    except NotNowError as refusal:
        written = {"note": NoteForm(request.POST), "unfinished": UnfinishedForm(request.POST, auto_id="belum_%s")}
        return _page(request, link, key, CONFLICT, problem=str(refusal), **({} if name == "rate" else written))
    messages.success(request, done)
    return redirect("citizen_case", key)


def _page(request: TenantRequest, link: CaseLink, key: str, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401 - forms and a sentence
    forms_of = {"note": NoteForm(), "unfinished": UnfinishedForm(auto_id="belum_%s"), "rate": RatingForm()}
    told = facts_of(link.case) | forms_of | {"key": key, "ends_at": link.ends_at} | more
    answer = render(request, "inbox/answering/citizen.html", told, status=status)
    answer["Cache-Control"] = "private, no-store"
    # To ourselves only: with none at all a browser sends no origin with a form either, and the form is refused.
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
