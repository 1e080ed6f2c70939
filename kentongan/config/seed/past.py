"""Telling the sandbox what stood on the accounts before it was switched on, with the figures it had gathered."""

from __future__ import annotations

import base64
import random
from typing import Any

from kentongan.channels.models import RemoteObject
from kentongan.config.seed import sandbox
from kentongan.content.models import Version
from kentongan.content.selectors import media_of
from kentongan.media import store
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within


def tell(government: Government) -> int:
    """Put every post we remember into its account; what is there stays. Return how many were told."""
    with within(government.pk):
        told = [_post(government, stands) for stands in _standing(government)]
    for what in told:
        sandbox.tell("POST", f"/dunia/{government.code}/kiriman", what)
    return len(told)


def _standing(government: Government) -> list[RemoteObject]:
    rows = RemoteObject.objects.filter(government=government, kind="post", subject_type="content.version")
    return list(rows.filter(channel__world=government.code).select_related("channel").order_by("published_at"))


def _post(government: Government, stands: RemoteObject) -> dict[str, Any]:
    return {
        "platform": stands.channel.platform,
        "account": stands.channel.remote_id,
        "remote_id": stands.remote_id,
        "text": stands.text,
        "at": stands.published_at.isoformat(),
        "figures": figures(stands.remote_id),
        "media": _pictures(government, stands),
    }


def _pictures(government: Government, stands: RemoteObject) -> list[dict[str, str]]:
    version = Version.objects.select_related("post").filter(government=government, pk=int(stands.subject_id)).first()
    if version is None:
        return []
    assets = [row.asset for row in media_of(version.post) if row.asset.is_image]
    paths = [(asset, store.path_of(government.code, asset.sha256, asset.extension)) for asset in assets]
    return [
        {"base64": base64.b64encode(path.read_bytes()).decode(), "alt": asset.alt_text}
        for asset, path in paths
        if path.exists()
    ]


def figures(seed: str) -> dict[str, int]:
    """Make up plausible figures, the same for the same post."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures, no secret
    views = int(chance.lognormvariate(6.8, 0.7))
    return {
        "views": views,
        "reactions": int(views * chance.uniform(0.02, 0.09)),
        "comments": 0,
        "shares": int(views * chance.uniform(0.002, 0.02)),
    }
