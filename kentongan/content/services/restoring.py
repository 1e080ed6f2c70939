"""Bringing the words of an earlier save back, as a new revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kentongan.content.services.guard import changed, for_change
from kentongan.content.services.writing import put_words_back

if TYPE_CHECKING:
    from kentongan.content.models import Post, Revision
    from kentongan.organizations.actor import Actor


@transaction.atomic
def restore_revision(*, actor: Actor, post: Post, revision: int, earlier: Revision) -> Post:
    """Put title, story, channels and their versions back as they were. Media and time stay; an approval is void, as after any edit."""
    post = for_change(actor, post, revision)
    post.title, post.story = earlier.title, earlier.story
    put_words_back(actor, post, earlier.versions)
    return changed(actor, post, f"dikembalikan ke tulisan ke-{earlier.number}")
