"""Tulis: the desk. One form carries everything that was typed; every button keeps it before it does its own work."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kentongan.approvals.selectors import latest_about
from kentongan.approvals.services import NobodyCanApproveError
from kentongan.compliance.impact.knowing import CLASSES
from kentongan.content import services, states
from kentongan.content.approving import class_of
from kentongan.content.belonging import plan_choices, plan_facts
from kentongan.content.conflicts import both_of
from kentongan.content.desk import desk_of
from kentongan.content.forms import AT, ONCE, REPEATS, SOON, DeskForm, StartForm
from kentongan.content.kinds import KINDS
from kentongan.content.plan_views import FIELDS, begin_from_plan, keep_place
from kentongan.content.recurrence import Every, Recurrence
from kentongan.content.regional import LANGUAGES
from kentongan.content.remarks import open_remarks
from kentongan.content.selectors import WRITERS, drafts_of, may_write, post_for, versions_of
from kentongan.content.services import NotEditableError, NotReadyError, OvertakenError, StaleError
from kentongan.content.services.guard import APPROVAL_SUBJECT
from kentongan.content.services.weighing import impact_checks
from kentongan.content.upload_views import alike_words
from kentongan.content.weighing import standing_of
from kentongan.content.writing_views import aids
from kentongan.core import clock
from kentongan.core.days import DAYS
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import require_role, signed_in
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from collections.abc import Callable

    from kentongan.approvals.models import Approval
    from kentongan.content.models import Post
    from kentongan.organizations.middleware import ActorRequest

    Act = Callable[[ActorRequest, Post, DeskForm, int], Post]

STEPS = {"tulis": "Tulis", "kanal": "Kanal", "media": "Media", "periksa": "Periksa"}
PREVIEW = "pratinjau"
CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "POST"])
@signed_in
def compose(request: ActorRequest) -> HttpResponse:
    """Begin: the story first, then everything else."""
    require_role(request.actor, *WRITERS, to="menulis kiriman")
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        post = services.start_post(actor=request.actor, **form.cleaned_data)
        post = begin_from_plan(request.actor, post, request.POST)
        return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah=kanal")
    facts = {"form": form, "pillars": Pillar.choices, "kinds": KINDS.values(), "drafts": drafts_of(request.actor)}
    return render(request, "content/compose.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: ActorRequest, post_id: int) -> HttpResponse:
    """The desk of one post."""
    post = _found(request, post_id)
    if not may_write(request.actor) or not post.editable:
        return redirect("post", post.pk)
    if request.method == "GET":
        return _page(request, post)
    form = DeskForm(request.POST, request.FILES)
    form.is_valid()
    try:
        return _then(request, _save(request, post, form), form)
    except StaleError as stale:
        return _conflict(request, stale.post, form)
    except NotEditableError:
        messages.warning(request, "Kiriman ini sedang atau sudah terbit, jadi tulisannya tidak dapat diubah lagi.")
        return redirect("post", post.pk)
    except (NotReadyError, MediaRefusedError, NobodyCanApproveError) as refusal:
        return _page(request, post, refusal=refusal, status=UNPROCESSABLE)


@require_POST
@signed_in
def autosave(request: ActorRequest, post_id: int) -> HttpResponse:
    """Keep what is being typed, and answer with what it changes on the screen."""
    post = _found(request, post_id)
    form = DeskForm(request.POST)
    form.is_valid()
    try:
        post = _save(request, post, form)
    except StaleError as stale:
        return _conflict(request, stale.post, form)
    except NotEditableError:
        return HttpResponse(status=CONFLICT)
    return render(request, "content/_autosaved.html", _facts(request, post))


@require_GET
@signed_in
def previews(request: ActorRequest, post_id: int) -> HttpResponse:
    """What each channel's public will see, as a part of other pages."""
    post = _found(request, post_id)
    return render(request, "content/_previews.html", {"desk": desk_of(request.actor, post), "post": post})


def _found(request: ActorRequest, post_id: int) -> Post:
    post = post_for(request.actor, post_id)
    if post is None:
        raise Http404
    return post


def _save(request: ActorRequest, post: Post, form: DeskForm) -> Post:
    """Keep every word on the form. NotAllowedError, StaleError and NotEditableError come from the services."""
    require_role(request.actor, *WRITERS, to="mengubah kiriman")
    actor, revision = request.actor, form.cleaned_data.get("revision", 0)
    draft = form.draft(post, list(versions_of(post)), actor.zone)
    try:
        post = services.save_draft(actor=actor, post=post, revision=revision, draft=draft)
    except OvertakenError as late:
        return late.post
    for asset_id, words in form.alt_texts().items():
        post = services.set_alt_text(
            actor=actor,
            post=post,
            revision=post.revision,
            asset_id=asset_id,
            alt_text=words,
            tab=draft.tab,
            nth=draft.nth,
        )
    post = keep_place(actor, post, request.POST)
    return services.classify(
        actor=actor,
        post=post,
        revision=post.revision,
        content_class=request.POST.get("content_class", ""),
        tab=draft.tab,
    )


def _then(request: ActorRequest, post: Post, form: DeskForm) -> HttpResponse:
    act, _, argument = request.POST.get("act", "save").partition(":")
    if act == "submit":
        services.submit_for_review(actor=request.actor, post=post, revision=post.revision)
        messages.success(request, "Diajukan. Pejabat penyetuju sudah diberi tahu.")
        return redirect("post", post.pk)
    number = int(argument) if argument.isdecimal() else 0
    if act in ACTS:
        ACTS[act](request, post, form, number)
    if act == "impact":
        return redirect("post_impact", post.pk)
    step = argument if act == "next" else request.GET.get("langkah", "tulis")
    opened = f"&buka={number}" if act == "more" else ""
    mark = f"#v-{number}" if act in {"follow", "unfollow", "more", "add"} else ""
    return redirect(f"{reverse('post_edit', args=[post.pk])}?langkah={_step(step)}{opened}{mark}")


def _upload(request: ActorRequest, post: Post, form: DeskForm, _number: int) -> Post:
    upload = form.cleaned_data.get("file")
    if upload is None:
        raise MediaRefusedError("Belum ada berkas yang dipilih. Pilih foto atau video dulu.")
    words = form.cleaned_data.get("file_alt", "")
    changed, asset = services.attach(
        actor=request.actor, post=post, revision=post.revision, upload=upload, alt_text=words
    )
    if alike := alike_words(request.actor, asset):
        messages.info(request, alike)
    if asset.removed:
        messages.success(request, f"Tersimpan. Demi keamanan, ini dihapus dari berkas: {', '.join(asset.removed)}.")
    return changed


def _detach(request: ActorRequest, post: Post, _form: DeskForm, number: int) -> Post:
    return services.detach(actor=request.actor, post=post, revision=post.revision, asset_id=number)


def _cover(request: ActorRequest, post: Post, _form: DeskForm, _number: int) -> Post:
    return services.cover_numbers(actor=request.actor, post=post, revision=post.revision)


def _follow(request: ActorRequest, post: Post, _form: DeskForm, number: int) -> Post:
    return services.reset_version(actor=request.actor, post=post, revision=post.revision, channel_id=number)


def _unfollow(request: ActorRequest, post: Post, _form: DeskForm, number: int) -> Post:
    version = versions_of(post).filter(channel_id=number).first()
    if version is None:
        return post
    return services.edit_version(
        actor=request.actor,
        post=post,
        revision=post.revision,
        channel_id=number,
        text=version.text,
        title=version.title,
    )


def _channel(request: ActorRequest, post: Post, _form: DeskForm, number: int, *, on: bool) -> Post:
    chosen = set(versions_of(post).values_list("channel_id", flat=True))
    wanted = chosen | {number} if on else chosen - {number}
    return services.choose_channels(actor=request.actor, post=post, revision=post.revision, channels=wanted)


ACTS: dict[str, Act] = {
    "add": partial(_channel, on=True),
    "drop": partial(_channel, on=False),
    "upload": _upload,
    "detach": _detach,
    "cover": _cover,
    "follow": _follow,
    "unfollow": _unfollow,
}


def _step(name: str) -> str:
    return name if name in STEPS or name == PREVIEW else "tulis"


def _facts(request: ActorRequest, post: Post) -> dict[str, Any]:
    desk = desk_of(request.actor, post)
    standing = standing_of(desk)
    at = post.publish_at.astimezone(request.actor.zone) if post.publish_at and not post.recurrence else None
    return {
        "post": post,
        "desk": desk,
        "pillars": Pillar.choices,
        "opened": int(opened) if (opened := request.GET.get("buka", "")).isdecimal() else 0,
        "when": AT if at else SOON,
        "publish_at": f"{at:%Y-%m-%dT%H:%M}" if at else "",
        "repeat": _repeat(request, post),
        "impact": standing,
        "impact_stops": impact_checks(standing),
    } | plan_facts(request.actor, post, desk)


def _repeat(request: ActorRequest, post: Post) -> dict[str, Any]:
    """The schedule as its fields show it; a new one begins tomorrow at eight."""
    tomorrow = clock.now().astimezone(request.actor.zone).date() + timedelta(days=1)
    fresh = Recurrence(Every.WEEK, at=time(8), first=tomorrow, weekdays=(tomorrow.weekday(),), day=tomorrow.day)
    rule = post.repeats or fresh
    if rule.every is not Every.WEEK:
        rule = replace(rule, weekdays=fresh.weekdays)
    if rule.every is not Every.MONTH:
        rule = replace(rule, day=fresh.day)
    return {
        "chosen": rule.every.value if post.recurrence else ONCE,
        "choices": list(REPEATS.items()),
        "weekdays": [(number, name, number in rule.weekdays) for number, name in enumerate(DAYS)],
        "rule": rule,
    }


def _page(request: ActorRequest, post: Post, *, refusal: Exception | None = None, status: int = 200) -> HttpResponse:
    post = _found(request, post.pk)
    upload_refused = isinstance(refusal, MediaRefusedError)
    step = ("media" if upload_refused else "periksa") if refusal else _step(request.GET.get("langkah", ""))
    facts = (
        _facts(request, post)
        | plan_choices(request.actor, post)
        | _steps(step)
        | {
            "refused": isinstance(refusal, NotReadyError),
            "upload_refusal": refusal.sentence if isinstance(refusal, MediaRefusedError) else "",
            "trouble": refusal.sentence if isinstance(refusal, NobodyCanApproveError) else "",
            "asked": _asked(post),
            "aids": aids(request.actor, post.title, post.story),
            "kind": KINDS.get(post.kind),
            "languages": LANGUAGES.items(),
            "classes": CLASSES.items(),
            "class": class_of(post),
            "remarks": open_remarks(post),
        }
    )
    return render(request, "content/desk.html", facts, status=status)


def _steps(step: str) -> dict[str, Any]:
    """Where the phone is among the four steps; the preview belongs to the last."""
    names = list(STEPS)
    place = names.index(step) if step in STEPS else len(names) - 1
    inside = step in STEPS
    return {
        "step": step,
        "steps": [(name, label, names.index(name) < place) for name, label in STEPS.items()],
        "next_step": names[place + 1] if inside and place + 1 < len(names) else "",
        "before_step": names[place - 1] if inside and place else "",
    }


def _asked(post: Post) -> Approval | None:
    """The approver's wish, as long as it has not been answered."""
    if post.state != states.CHANGES_ASKED:
        return None
    return latest_about(post.government_id, APPROVAL_SUBJECT, post.pk)


def _conflict(request: ActorRequest, theirs: Post, form: DeskForm) -> HttpResponse:
    """Show both texts; nothing of either is lost."""
    theirs = _found(request, theirs.pk)
    both = both_of(request.actor, theirs, form.data)
    fields = [
        key
        for key in form.data
        if key.startswith(("v-", "alt-", "repeat", "regional"))
        or key in FIELDS | {"when", "publish_at", "content_class"}
    ]
    kept = [(key, value) for key in fields if key not in both.said for value in request.POST.getlist(key)]
    template = "content/_conflict.html" if getattr(request, "htmx", False) else "content/conflict.html"
    return render(request, template, {"theirs": theirs, "both": both, "kept": kept}, status=CONFLICT)
