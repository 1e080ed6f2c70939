"""Hashtags and mentions that a government writes the same way every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.content.models import Tag
from kentongan.content.selectors import WRITERS
from kentongan.content.tagging import said_as, tag_trouble
from kentongan.core import clock
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

register_action("content.tag_kept", "{actor} menyimpan {text} di daftar tagar dan sebutan")
register_action("content.tag_removed", "{actor} menghapus {text} dari daftar tagar dan sebutan")


class TagRefusedError(Exception):
    """Why this cannot be kept, for people."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@transaction.atomic
def keep_tag(*, actor: Actor, text: str, note: str = "", platform: str = "") -> Tag:
    """Keep a hashtag or mention; the same one kept again takes the new spelling and note."""
    require_role(actor, *WRITERS, to="menyimpan tagar")
    text = text.strip()
    if trouble := tag_trouble(text):
        raise TagRefusedError(trouble)
    words = {"text": text, "note": note.strip()[:160], "kept_by_id": actor.person_id, "kept_at": clock.now()}
    tag, _ = Tag.objects.update_or_create(
        government_id=actor.government_id, said=said_as(text), platform=platform, defaults=words
    )
    _told(actor, "content.tag_kept", tag)
    return tag


@transaction.atomic
def remove_tag(*, actor: Actor, tag: Tag) -> None:
    """Suggest it no longer; texts that carry it stay as they are."""
    require_role(actor, *WRITERS, to="menghapus tagar")
    _told(actor, "content.tag_removed", tag)
    tag.delete()


def _told(actor: Actor, action: str, tag: Tag) -> None:
    record(actor=actor, action=action, subject_type="content.tag", subject_id=tag.pk, data={"text": tag.text})
