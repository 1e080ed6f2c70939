"""A post as approvals see it: what decides its path, what exactly is shown, and the sentences that can be remarked on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kentongan.approvals.registry import Passage
from kentongan.approvals.rules import EMERGENCY, Facts
from kentongan.compliance.impact.knowing import CLASSES, VOTING
from kentongan.compliance.impact.rules import LOW, MEDIUM
from kentongan.compliance.impact.selectors import voting_on
from kentongan.compliance.selectors import findings_in, today
from kentongan.content.fingerprint import media_for
from kentongan.content.models import Change, Post
from kentongan.content.remarks import texts_of
from kentongan.content.selectors import media_of, versions_of, with_copies
from kentongan.core.hashing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.approvals.models import Approval
    from kentongan.channels.models import Channel
    from kentongan.compliance.impact.selectors import Standing
    from kentongan.content.models import Version

OF_KIND = {"rekap": "kinerja"}
"""Templates whose class has another name; the others share theirs."""
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+(?=\s|$)|(?=\n)|$)")
MOST_PASSAGES = 120


def class_of(post: Post) -> str:
    """What somebody chose, else what its template says."""
    by_template = OF_KIND.get(post.kind, post.kind)
    return post.content_class or (by_template if by_template in CLASSES else "umum")


def is_emergency(post: Post) -> bool:
    """It goes by the emergency lane."""
    return class_of(post) == EMERGENCY


def facts_of(post: Post, standing: Standing | None = None) -> Facts:
    """What its path of approval is chosen by. `standing`: its impact analysis for exactly this content, once there is one."""
    versions = list(versions_of(post))
    return Facts(
        content_class=class_of(post),
        agency_id=post.agency_id,
        channel_ids=frozenset(one.channel_id for one in versions),
        platforms=frozenset(one.channel.platform for one in versions),
        risk=standing.scored.level if standing else LOW,
        emergency=is_emergency(post),
        election=bool(standing and standing.facts.periods_of(VOTING)),
    )


def facts_of_change(post: Post, channel: Channel, words: str) -> Facts:
    """The same of other words for what is public on one account: no analysis is asked for, so the checks of these words judge."""
    return Facts(
        content_class=class_of(post),
        agency_id=post.agency_id,
        channel_ids=frozenset({channel.pk}),
        platforms=frozenset({channel.platform}),
        risk=MEDIUM if findings_in(post.government_id, words) else LOW,
        emergency=is_emergency(post),
        election=voting_on(post.government_id, today(post.government_id)),
    )


def shown_of(government_id: int, subject_id: str) -> dict[str, Any]:
    """What is asked about, text by text, so that the next request can be compared with it."""
    post = Post.objects.get(government_id=government_id, pk=int(subject_id))
    versions = with_copies(versions_of(post))
    assets = [row.asset for row in media_of(post)]
    media = {
        str(one.channel): [[asset.name, asset.sha256, asset.alt_text] for asset in media_for(one, assets)]
        for one in versions
    }
    return {
        "texts": {label: words for one in versions for label, words in _texts(one)},
        "media": media,
        "more": {str(one.channel): fingerprint(_beside(one)) for one in versions},
        "at": post.publish_at.isoformat() if post.publish_at and not post.recurrence else None,
        "repeats": post.repeats.sentence if post.repeats else "",
    }


def shown_of_change(government_id: int, change_id: str) -> dict[str, Any]:
    """The same of other words for what is public."""
    change = Change.objects.get(government_id=government_id, pk=int(change_id))
    return {"texts": {"tulisan yang baru": change.text}}


def _texts(version: Version) -> Iterator[tuple[str, str]]:
    name, more = str(version.channel), version.more
    if version.title:
        yield f"judul {name}", version.title
    yield f"tulisan {name}", version.text
    for number, part in enumerate(more.parts, 1):
        yield f"lanjutan {number} {name}", part
    if more.link:
        yield f"tautan {name}", more.link
    if more.first_comment:
        yield f"komentar pertama {name}", more.first_comment


def _beside(version: Version) -> dict[str, Any]:
    """What a version carries that has no words of its own."""
    return {key: value for key, value in version.extra.items() if key not in {"parts", "link", "first_comment"}}


def passages_of(approval: Approval) -> list[Passage]:
    """Every sentence of the texts that somebody wrote: of the story, and of versions that say something else."""
    post = Post.objects.get(government_id=approval.government_id, pk=int(approval.subject_id))
    found = [
        Passage(str(channel_id or ""), label, one.start(), one.group())
        for channel_id, label, text in texts_of(post)
        for one in SENTENCE.finditer(text)
    ]
    return found[:MOST_PASSAGES]
