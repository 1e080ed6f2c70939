"""Ayu at her desk with files; Bima is there to approve."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.channels.models import Channel
from kentongan.content.importing.models import Import
from kentongan.content.importing.selectors import DryRun, dry_run
from kentongan.organizations.models import Agency, Person
from tests import builders

Brings = Callable[..., Any]


@pytest.fixture
def facebook(dinas_kesehatan: Agency) -> Channel:
    return builders.channel(dinas_kesehatan, "facebook")


@pytest.fixture
def browser(ayu: Person, bima: Person, instagram: Channel, facebook: Channel, screen_of: Any) -> Client:
    """Ayu's, with SK, training and grants on Instagram and Facebook."""
    browser: Client = screen_of(builders.entitled(ayu, instagram, facebook))
    return browser


@pytest.fixture
def brings(browser: Client) -> Brings:
    """Ayu uploads bytes; the page she lands on."""

    def upload(data: bytes, name: str = "rencana.xlsx") -> Any:
        return browser.post("/g/wajo/impor/", {"file": SimpleUploadedFile(name, data)}, follow=True)

    return upload


@pytest.fixture
def judged(brings: Brings) -> Callable[[bytes], DryRun]:
    """What would become of a file of Ayu's."""

    def judge(data: bytes) -> DryRun:
        assert brings(data).status_code == 200
        return dry_run(Import.objects.latest("pk"))

    return judge
