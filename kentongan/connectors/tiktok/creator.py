"""What the creator may choose: the product's words for TikTok's settings, and what TikTok says of one account.

creator_info must be asked before each post, and no privacy may be chosen beforehand (content-sharing-guidelines, read 2026-11).
"""

from __future__ import annotations

from dataclasses import replace

from kentongan.connectors.answers import unread
from kentongan.connectors.contract import (
    Advanced,
    Choice,
    Outbound,
    Outcome,
    Reason,
    Refusal,
    Rejected,
    Unread,
)
from kentongan.connectors.folder import Job, Line
from kentongan.connectors.reading import Json, number
from kentongan.connectors.tiktok.schemas import ask

PUBLIC, ONLY_SELF = "PUBLIC_TO_EVERYONE", "SELF_ONLY"
YES, NO = "true", "false"

_ALLOWED = ((NO, "Boleh"), (YES, "Tidak boleh"))
_IT_IS = ((NO, "Tidak"), (YES, "Ya"))
PRIVACY = Choice(
    "privacy_level",
    "Siapa yang boleh melihat",
    (
        (PUBLIC, "Semua orang"),
        ("FOLLOWER_OF_CREATOR", "Pengikut akun ini"),
        ("MUTUAL_FOLLOW_FRIENDS", "Teman yang saling mengikuti"),
        (ONLY_SELF, "Hanya akun ini sendiri"),
    ),
    asked_of_account=True,
    unseen=frozenset({ONLY_SELF}),
)
COMMENTS = Choice("disable_comment", "Orang boleh berkomentar", _ALLOWED, asked_of_account=True)
DUET = Choice("disable_duet", "Orang boleh berduet dengan video ini", _ALLOWED, YES, asked_of_account=True)
STITCH = Choice("disable_stitch", "Orang boleh memotong video ini", _ALLOWED, YES, asked_of_account=True)
OWN_BRAND = Choice("brand_organic_toggle", "Mempromosikan usaha sendiri", _IT_IS, NO)
PAID = Choice("brand_content_toggle", "Promosi berbayar untuk pihak lain", _IT_IS, NO)
MADE_BY_MACHINE = Choice("is_aigc", "Dibuat dengan kecerdasan buatan", _IT_IS, NO)
MUSIC = Choice("auto_add_music", "TikTok menambahkan musik pada foto", _IT_IS, NO)

CHOICES = (PRIVACY, COMMENTS, DUET, STITCH, OWN_BRAND, PAID, MADE_BY_MACHINE, MUSIC)
_CLOSED = {COMMENTS.name: "comment_disabled", DUET.name: "duet_disabled", STITCH.name: "stitch_disabled"}
_OF_VIDEOS = (COMMENTS, DUET, STITCH, OWN_BRAND, PAID, MADE_BY_MACHINE)
_OF_PHOTOS = (COMMENTS, OWN_BRAND, PAID, MUSIC)


def privacy(outbound: Outbound) -> str:
    """Who shall see it. An act approved before there was a choice was approved for the public."""
    return outbound.settings.get(PRIVACY.name) or PUBLIC


def settings(outbound: Outbound) -> dict[str, object]:
    """The author's choices in TikTok's own fields; what was not chosen is left to TikTok."""
    of = _OF_VIDEOS if outbound.media[0].kind == "video" else _OF_PHOTOS
    chosen = {one.name: outbound.settings.get(one.name) or one.default for one in of}
    return {PRIVACY.name: privacy(outbound)} | {name: value == YES for name, value in chosen.items() if value}


def choices(line: Line) -> tuple[Choice, ...] | Unread:
    """The choices as this account has them: only the privacy levels TikTok offers it, nothing it has closed itself."""
    told = info(line)
    return unread(told) if isinstance(told, Refusal) else tuple(_narrowed(one, told) for one in CHOICES)


def info(line: Line) -> Json | Refusal:
    """What TikTok says of the creator, new before each post."""
    return ask(line, "v2/post/publish/creator_info/query/", {})


def query_creator(job: Job) -> Outcome:
    """Ask what this creator may post; TikTok requires it before each announcement."""
    told = info(job.line)
    if isinstance(told, Refusal):
        return told
    if privacy(job.outbound) not in levels(told):
        return Rejected(Reason.NOT_PUBLIC, f"this account or app may not post with {privacy(job.outbound)}")
    longest = number(told, "max_video_post_duration_sec")
    if longest and any(file.seconds > longest for file in job.outbound.media):
        return Rejected(Reason.MEDIA, f"this account may post videos of at most {longest} seconds")
    return Advanced()


def levels(told: Json) -> tuple[str, ...]:
    """The privacy levels the account has."""
    found = told.get("privacy_level_options")
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _narrowed(choice: Choice, told: Json) -> Choice:
    if choice is PRIVACY:
        return replace(choice, options=tuple(one for one in choice.options if one[0] in levels(told)))
    if told.get(_CLOSED.get(choice.name, "")) is True:
        return replace(choice, options=_ALLOWED[1:], default=YES)
    return choice
