"""Where the story being written belongs, by its platforms' limits and the channel plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kentongan.connectors import registry
from kentongan.connectors.contract import Platform
from kentongan.content.models import Post
from kentongan.content.rules import used
from kentongan.content.selectors import posts_for
from kentongan.planning.placement import Place, Story, proposals
from kentongan.planning.selectors import audiences_for, find_programmes, line_for, purposes_for, running_campaigns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kentongan.content.desk import Desk, Side
    from kentongan.organizations.actor import Actor
    from kentongan.planning.models import ChannelPurpose, Programme
    from kentongan.planning.placement import Proposal

LATELY = 40


def plan_facts(actor: Actor, post: Post, desk: Desk) -> dict[str, Any]:
    """What the desk shows of the plan while someone writes: what is chosen, and what is proposed."""
    known = audiences_for(actor)
    return {"audience_said": _said(post, known), "proposals": belonging(actor, post, desk, known)}


def plan_choices(actor: Actor, post: Post) -> dict[str, Any]:
    """The programmes, campaigns and audiences a post can serve."""
    known, campaigns = audiences_for(actor), list(running_campaigns(actor))
    if post.campaign and post.campaign not in campaigns:
        campaigns.insert(0, post.campaign)
    return {
        "programmes": programmes_near(actor, post, ""),
        "campaigns": campaigns,
        "audiences": [(code, name, code in post.audiences) for code, name in known.items()],
        "audience_said": _said(post, known),
    }


def _said(post: Post, known: dict[str, str]) -> list[str]:
    return [known[code] for code in post.audiences if code in known]


def programmes_near(actor: Actor, post: Post, words: str) -> list[Programme]:
    """The chosen programme, then those found: used lately by the agency first, the government's priorities next."""
    near = posts_for(actor).filter(agency_id=post.agency_id).values_list("programme_id", flat=True)[:LATELY]
    found = list(find_programmes(actor, words, list(dict.fromkeys(key for key in near if key))[:3]))
    chosen = line_for(actor, post.programme_id) if post.programme_id else None
    return [chosen, *(one for one in found if one.pk != chosen.pk)] if chosen else found


def belonging(actor: Actor, post: Post, desk: Desk, known: dict[str, str]) -> list[Proposal]:
    """A proposal for each account of the post's agency."""
    near = [side for side in desk.sides if side.channel.agency_id == post.agency_id]
    if not near:
        return []
    purposes = list(purposes_for(actor))
    return proposals(_story(post, desk, known), [_place(post, side, purposes) for side in near])


def _story(post: Post, desk: Desk, known: dict[str, str]) -> Story:
    videos = [asset.seconds for asset in desk.assets if asset.kind == "video"]
    return Story(
        text=f"{post.title}\n{post.story}",
        pictures=sum(asset.kind == "image" for asset in desk.assets),
        seconds=max(videos[0], 1.0) if videos else 0.0,
        audiences={code: known[code] for code in post.audiences if code in known},
        pillar=post.pillar,
        pillar_name=post.get_pillar_display(),
    )


def _place(post: Post, side: Side, purposes: Sequence[ChannelPurpose]) -> Place:
    able = registry.capabilities(Platform(side.channel.platform))
    said = next((one for one in purposes if one.channel_id == side.channel.pk), None) or next(
        (one for one in purposes if one.channel_id is None and one.platform == side.channel.platform), None
    )
    return Place(
        channel_id=side.channel.pk,
        name=side.channel.platform_name,
        chosen=side.version is not None,
        used=side.used if side.version else used(able.post_text, post.story),
        limit=side.limit,
        text_only=able.text_only,
        images=able.images,
        videos=able.videos,
        needs_video=able.needs_video,
        seconds=able.video_seconds,
        purpose=said.purpose if said else "",
        audiences=frozenset(said.audiences if said else ()),
        pillars=frozenset(said.pillars if said else ()),
        urgent=said.urgent if said else False,
    )
