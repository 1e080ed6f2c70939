"""Telling the sandbox about worlds, accounts, past posts and what citizens said. Without a sandbox: nothing to tell."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from django.conf import settings

from kentongan.config.seed.channels import accounts_of
from kentongan.core.http import Answer, Http
from kentongan.tenancy.models import Government

WEBHOOK_PLATFORMS = ("facebook", "instagram", "x", "tiktok")
FINE = 200


class SandboxProblem(Exception):  # noqa: N818 - its text is for the person at the terminal
    """The sandbox did not take what it was told."""


def is_there() -> bool:
    """Tell whether this installation is connected to a sandbox."""
    return bool(settings.SANDBOX_URL)


def register_world(government: Government) -> None:
    """Make the government's world, or bring it up to date: accounts, their keys, where webhooks go."""
    accounts = [account | {"app_secret": _secret(str(account["platform"]))} for account in accounts_of(government)]
    hooks = {
        platform: {"url": f"{settings.BASE_URL}/kait/{platform}/", "app_secret": _secret(platform)}
        for platform in WEBHOOK_PLATFORMS
    }
    rules = {"timezone": government.time_zone}
    title = f"Latihan {government.name}"
    tell("PUT", f"/dunia/{government.code}", {"title": title, "accounts": accounts, "webhooks": hooks, "rules": rules})


def permalink(world: str, platform: str, remote_id: str) -> str:
    """Where the public sees a post of the sandbox; empty without one."""
    return f"{settings.SANDBOX_URL}/dunia/{world}/umpan/{platform}/{remote_id}" if is_there() else ""


def tell(method: str, path: str, what: object) -> Any:  # noqa: ANN401 - the sandbox's own JSON
    """Make one call of the control API and give its answer. SandboxProblem when it is refused."""
    base, key = f"{settings.SANDBOX_URL}/_kendali", os.environ.get("KENTONGAN_SANDBOX_KEY", "")
    answer = _http(base).call(method, base + path, json=what, headers={"X-Kendali": key} if key else None)
    if not isinstance(answer, Answer) or answer.status != FINE:
        said = answer.snippet if isinstance(answer, Answer) else f"{answer.code} {answer.detail}"
        raise SandboxProblem(f"The sandbox at {settings.SANDBOX_URL} did not take {method} {path}: {said}")
    return answer.json


@cache
def _http(base: str) -> Http:
    return Http((base,), private_ok=True)


def _secret(platform: str) -> str:
    return settings.PLATFORM_APPS[platform]["client_secret"]
