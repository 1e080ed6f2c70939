"""Beginning a post from something: a template of the product, one of the office's own, or another post."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.kinds import KINDS
from kentongan.content.models import OwnTemplate, PostMedia
from kentongan.content.rules import used
from kentongan.content.selectors import WRITERS, media_of, versions_of
from kentongan.content.services.guard import changed, for_change, told
from kentongan.content.services.writing import follow, put_words_back, start_post, tidy, write_by_hand
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError, require_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kentongan.content.kind import Kind
    from kentongan.content.models import Post, Version
    from kentongan.organizations.actor import Actor

register_action("content.template_kept", "{actor} menjadikan “{title}” templat “{name}”")
register_action("content.template_retired", "{actor} menghapus templat “{name}”")
register_action("content.duplicated", "{actor} menyalin kiriman “{title}”")

COPY = "Salinan: "
COPIED = (
    *("agency_id", "story", "kind", "answers", "regional", "regional_language"),
    *("programme_id", "campaign_id", "audiences"),
)


@transaction.atomic
def start_from_kind(*, actor: Actor, kind: Kind, answers: Mapping[str, str]) -> Post:
    """Begin a post from the fields of a template: story, and short versions where the story has no room."""
    said = kind.clean(answers)
    post = start_post(actor=actor, title=kind.titled(said)[:160], story=kind.story(said), pillar=kind.pillar)
    post.kind, post.answers = kind.key, said
    _shorten(post, kind, said, {})
    return changed(actor, post, f"templat {kind.name}")


@transaction.atomic
def keep_answers(*, actor: Actor, post: Post, revision: int, answers: Mapping[str, str], rewrite: bool = False) -> Post:
    """Keep other answers. A story that still reads as its template wrote it follows; one written by hand only with `rewrite`."""
    post = for_change(actor, post, revision)
    kind = KINDS[post.kind]
    before, said = post.answers, kind.clean(answers)
    if rewrite or post.story == tidy(kind.story(before)):
        if post.title in {kind.titled(before)[:160], ""}:
            post.title = kind.titled(said)[:160]
        post.story = tidy(kind.story(said))
        follow(post)
        _shorten(post, kind, said, before)
    post.answers = said
    return changed(actor, post, "isian templat")


def follows_answers(post: Post) -> bool:
    """Tell whether the story reads as its template wrote it."""
    return post.kind in KINDS and post.story == tidy(KINDS[post.kind].story(post.answers))


def _shorten(post: Post, kind: Kind, said: Mapping[str, str], before: Mapping[str, str]) -> None:
    for version in versions_of(post):
        fits = partial(_fits, version)
        if version.by_hand and version.text != kind.short(before, fits):
            continue  # its writer's own words
        short = kind.short(said, fits)
        if fits(post.story) or not short:
            version.by_hand = False
            version.save(update_fields=["by_hand"])
        else:
            write_by_hand(post, version.channel_id, short, post.title)
    follow(post)


def _fits(version: Version, text: str) -> bool:
    limit = registry.capabilities(Platform(version.channel.platform)).post_text
    return used(limit, text) <= limit.maximum


@transaction.atomic
def duplicate(*, actor: Actor, post: Post) -> Post:
    """A new draft with the words, channels and media of another post; without its time, approval and history."""
    require_role(actor, *WRITERS, to="menyalin kiriman")
    made = start_post(actor=actor, title=f"{COPY}{post.title}"[:160] if post.title else "", pillar=post.pillar)
    for name in COPIED:
        setattr(made, name, getattr(post, name))
    made.save()
    for row in media_of(post):
        PostMedia.objects.create(
            government_id=post.government_id, post=made, asset_id=row.asset_id, position=row.position
        )
    carries = {version.channel_id: version.with_regional for version in versions_of(post)}
    put_words_back(actor, made, [_as_kept(version) for version in versions_of(post)])
    for version in versions_of(made):
        version.with_regional = carries.get(version.channel_id, True)
        version.save(update_fields=["with_regional"])
    told(actor, "content.duplicated", post)
    return changed(actor, made, "disalin dari kiriman lain")


def _as_kept(version: Version) -> dict[str, object]:
    names = ("text", "title", "by_hand", "extra")
    return {"channel": version.channel_id} | {name: getattr(version, name) for name in names}


@transaction.atomic
def keep_as_template(*, actor: Actor, post: Post, name: str, everyone: bool = False) -> OwnTemplate:
    """Keep a post's words to begin others from. `everyone`: for all agencies, for those who see them all."""
    require_role(actor, *WRITERS, to="membuat templat")
    kept = OwnTemplate.objects.create(
        government_id=actor.government_id,
        agency_id=None if everyone and actor.sees_every_agency else post.agency_id,
        name=" ".join(name.split())[:80],
        title=post.title,
        story=post.story,
        pillar=post.pillar,
        kept_by_id=actor.person_id,
        kept_at=clock.now(),
    )
    told(actor, "content.template_kept", post, name=kept.name)
    return kept


@transaction.atomic
def start_from_own(*, actor: Actor, template: OwnTemplate) -> Post:
    """Begin a post with an office's own words."""
    return start_post(actor=actor, title=template.title, story=template.story, pillar=template.pillar)


@transaction.atomic
def retire_template(*, actor: Actor, template: OwnTemplate) -> None:
    """Offer a template no longer; posts begun from it stay."""
    require_role(actor, *WRITERS, to="menghapus templat")
    if template.agency_id is None and not actor.sees_every_agency:
        sentence = "Templat ini dipakai semua dinas, jadi hanya admin koordinator yang dapat menghapusnya."
        raise NotAllowedError(sentence)
    template.retired_at = clock.now()
    template.save(update_fields=["retired_at"])
    record(
        actor=actor,
        action="content.template_retired",
        subject_type="content.own_template",
        subject_id=template.pk,
        data={"name": template.name},
    )
