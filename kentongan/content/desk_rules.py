"""What the rule pack says of a post: the one gate, for the desk, for submission and for whoever approves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from kentongan.compliance.checking.registry import CHECKS
from kentongan.compliance.impact.knowing import PAID
from kentongan.compliance.pictures import pictures_of
from kentongan.compliance.registry import Case
from kentongan.compliance.rules import Draft
from kentongan.compliance.selectors import check, waits
from kentongan.content.approving import class_of, is_emergency
from kentongan.content.kinds import EMERGENCY
from kentongan.content.models import Post
from kentongan.content.regional import with_caption
from kentongan.content.selectors import media_of, post_for, writers_of
from kentongan.core import clock
from kentongan.tenancy.models import Government

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kentongan.channels.models import Channel
    from kentongan.compliance.rules import Finding
    from kentongan.content.extras import Extra
    from kentongan.content.models import Version
    from kentongan.media.models import Asset
    from kentongan.organizations.actor import Actor

SUBJECT = "content.post"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `stops`: it keeps the post from being submitted. `fix`: what the button does, if there is one."""

    title: str
    why: str
    stops: bool
    source: str = ""
    fix: str = (
        ""  #: "cover", "alt", "title", "story", "channels", "media", "time", "repeat" or a version's "v-<channel>"
    )
    rule: str = ""
    link: str = ""  #: below the government's root: where the button leads that puts it right elsewhere
    link_label: str = ""


def texts_of(post: Post, chosen: Iterable[tuple[Channel, Version, Extra]]) -> list[tuple[str, str]]:
    """Every text the public would read, with where it stands; versions that follow the story are the story."""
    texts = [("", f"{post.title}\n{with_caption(post.story, post.regional_language, post.regional)}")]
    for channel, version, extra in chosen:
        name = channel.platform_name
        if version.by_hand:
            texts.append((name, f"{version.title}\n{version.text}"))
        texts += [(name, words) for words in extra.sayings() if words]
    return texts


def draft_of(post: Post, texts: Sequence[tuple[str, str]], assets: Iterable[Asset]) -> Draft:
    """A post as the checks see it."""
    return Draft(
        texts=tuple(texts),
        pictures=pictures_of(post.government_id, assets),
        is_emergency=is_emergency(post),
        is_paid=class_of(post) == PAID,
        emergency=post.answers,
        agency_id=post.agency_id,
        day=_day(post),
    )


def rule_checks(post: Post, texts: Sequence[tuple[str, str]], assets: Sequence[Asset]) -> Iterator[Check]:
    """The findings as the desk tells them; the same finding in several versions once."""
    draft = draft_of(post, texts, assets)
    undescribed = {str(asset.pk) for asset in assets if not asset.alt_text.strip()}
    told: set[tuple[str, bool, str]] = set()
    for finding in check(post.government_id, draft, about=(SUBJECT, post.pk)):
        key = (finding.rule.id, finding.blocks, finding.key)
        if key not in told and not _told_elsewhere(post, finding, undescribed):
            told.add(key)
            yield _check(post, draft, finding)


def case_for_exemption(government_id: int, subject_id: str) -> Case | None:
    """A post as an exception is asked for it."""
    post = (
        Post.objects.filter(government_id=government_id, pk=int(subject_id)).first() if subject_id.isdecimal() else None
    )
    if post is None:
        return None
    chosen = [(version.channel, version, version.more) for version in post.versions]
    draft = draft_of(post, texts_of(post, chosen), [row.asset for row in media_of(post)])
    return Case(draft, post.headline, f"/tulis/{post.pk}/", post.agency_id, writers_of(government_id, str(post.pk)))


def may_see(actor: Actor, subject_id: str) -> bool:
    """The post is this actor's to see."""
    return subject_id.isdecimal() and post_for(actor, int(subject_id)) is not None


def _day(post: Post) -> date | None:
    if post.publish_at is None or post.publish_at < clock.now():
        return None
    return post.publish_at.astimezone(Government.objects.only("time_zone").get(pk=post.government_id).zone).date()


def _told_elsewhere(post: Post, finding: Finding, undescribed: set[str]) -> bool:
    """Writing aids, the template's own list and the missing description say it already, beside the thing itself."""
    check_name = finding.rule.check
    if CHECKS[check_name].aid or (check_name == "darurat" and post.kind == EMERGENCY):
        return True
    return check_name == "teks_alt" and finding.key in undescribed


def _check(post: Post, draft: Draft, finding: Finding) -> Check:
    rule = finding.rule
    why = f"Di {finding.where}: {finding.told}" if finding.where else finding.told
    fix, link, label = ("cover" if finding.covers else "story"), "", ""
    if finding.key and rule.check == "takarir":
        fix, link, label = "", f"/aturan/takarir/{finding.key}/?kiriman={post.pk}", "Catat takarir"
    elif finding.key:
        fix = f"alt-{finding.key}" if rule.check == "teks_alt" else "media"
    elif finding.blocks and rule.overridable:
        waiting = waits(post.government_id, (SUBJECT, post.pk), rule.id, draft.hash)
        if waiting:
            why = f"{why} Pengecualian sudah diminta kepada {waiting.officer.polite_name}."
        else:
            link = f"/aturan/pengecualian/minta/{SUBJECT}/{post.pk}/{quote(rule.id)}/"
            label = "Minta pengecualian"
    return Check(finding.title, why, finding.blocks, rule.citation, fix, rule.id, link, label)
