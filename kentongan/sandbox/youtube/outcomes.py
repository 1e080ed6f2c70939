"""What becomes of an upload: seen by all, locked away, failed or refused by YouTube after a while, or never ready.

Decided when the last byte comes, from the world's rules: `youtube_processing` is "processed", "never", or "failed:REASON" and
"rejected:REASON" with Google's own reasons; `youtube_audited` false locks every upload private.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from kentongan.sandbox.calls import Call
from kentongan.sandbox.media import Media
from kentongan.sandbox.public import Post

PROCESSED, NEVER = "processed", "never"


def decide(call: Call, kept: Media, told: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the platform keeps beside words and bytes."""
    snippet, status = told.get("snippet") or {}, told.get("status") or {}
    outcome = str(call.world.rules.get("youtube_processing", PROCESSED))
    if kept.kind != "video":
        outcome = "failed:invalidFile" if kept.size else "failed:emptyFile"
    audited = call.world.rules.get("youtube_audited", True)
    seconds = 0.0 if kept.kind != "video" else call.world.seconds("youtube_processing_seconds")
    return {
        "privacy": status.get("privacyStatus", "public") if audited else "private",
        "outcome": outcome,
        "ready": time.time() + seconds,
        "tags": snippet.get("tags", []),
        "category": str(snippet.get("categoryId", "22")),
        "kids": bool(status.get("selfDeclaredMadeForKids", False)),
        "embeddable": bool(status.get("embeddable", True)),
        "license": status.get("license", "youtube"),
        "synthetic": bool(status.get("containsSyntheticMedia", False)),
    }


def public_at(extra: Mapping[str, Any]) -> float | None:
    """From when the public sees it in the channel; None: not at all."""
    return extra["ready"] if extra["privacy"] == "public" and extra["outcome"] == PROCESSED else None


def upload_status(post: Post) -> tuple[str, str]:
    """YouTube's word for how far it is, and its reason where it says no."""
    outcome, _, reason = str(post.extra.get("outcome", PROCESSED)).partition(":")
    if outcome == NEVER or float(post.extra.get("ready", 0)) > time.time():
        return "uploaded", ""
    return outcome, reason


def status_of(post: Post) -> dict[str, Any]:
    """The part `status`."""
    state, reason = upload_status(post)
    kids = bool(post.extra.get("kids", False))
    told: dict[str, Any] = {
        "uploadStatus": state,
        "privacyStatus": post.extra.get("privacy", "public"),
        "license": post.extra.get("license", "youtube"),
        "embeddable": bool(post.extra.get("embeddable", True)),
        "publicStatsViewable": True,
        "madeForKids": kids,
        "selfDeclaredMadeForKids": kids,
        "containsSyntheticMedia": bool(post.extra.get("synthetic", False)),
    }
    if reason:
        told["failureReason" if state == "failed" else "rejectionReason"] = reason
    return told


def processing_of(post: Post) -> dict[str, Any]:
    """The part `processingDetails`, which only the owner reads."""
    state, _ = upload_status(post)
    word = {"uploaded": "processing", "failed": "failed"}.get(state, "succeeded")
    told = {"processingStatus": word, "thumbnailsAvailability": "available" if word == "succeeded" else "inProgress"}
    return told | ({"processingFailureReason": "transcodeFailed"} if word == "failed" else {})


def watchable(post: Post | None) -> bool:
    """Tell whether somebody with the address can watch it."""
    if post is None or post.deleted_at is not None:
        return False
    unlisted = post.extra.get("privacy") == "unlisted" and upload_status(post)[0] == PROCESSED
    return post.is_public or unlisted
