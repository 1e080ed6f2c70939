"""An answer that a rule stops, and the officer who lets it go out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kentongan.compliance.models import Exemption
from kentongan.compliance.services import decide_exemption
from kentongan.inbox.models import Answer, Case
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


def test_an_answer_that_a_rule_stops_shows_where_an_exception_is_asked(
    assigned: Case, fitri: Person, diskominfo: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    ppid = builders.person("Putri Arunika", (Role.PPID,), diskominfo)
    words = "Dokumen ini bersifat rahasia, jadi kami kirim ringkasannya."
    screen_of(fitri).post(url(assigned, "jawaban/"), {"text": words, "revision": 0})
    refused = screen_of(fitri).post(url(assigned, "jawaban/"), {"text": words, "revision": 1, "submit": "1"})
    answer = Answer.objects.get()
    asked = f"/aturan/pengecualian/minta/inbox.answer/{answer.pk}/kip-dikecualikan/"
    assert asked in text_of(refused)
    told = {"officer": str(ppid.pk), "reason": "Ringkasannya boleh."}
    assert screen_of(fitri).post(f"/g/wajo{asked}", told).status_code == 302
    decide_exemption(actor=builders.actor_of(ppid), exemption=Exemption.objects.get(), grant=True, decision="Boleh.")
    assert (
        screen_of(fitri).post(url(assigned, "jawaban/"), {"text": words, "revision": 1, "submit": "1"}).status_code
        == 302
    )
    assert Answer.objects.get().state == "submitted"
