"""Setujui and its neighbours, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.approvals.models import AfterAudit, ApprovalPath, Delegation
from kentongan.approvals.services import approve
from kentongan.approvals.tests import letters
from kentongan.approvals.tests.letters import HASH, asked
from kentongan.core import clock
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
actor_of = builders.actor_of
PATH = {
    "name": "Ucapan",
    "position": 5,
    "classes": ["ucapan"],
    "days": 3,
    "valid_days": 0,
    "audit_hours": 0,
    "s0-name": "Koordinator",
    "s0-first": "anywhere:coordinator",
    "s0-needs": "any",
    "s0-hours": 4,
    "s0-working": "on",
    "s0-escalate": "anywhere:head",
}


@pytest.fixture(autouse=True)
def _letters() -> Iterator[None]:
    with letters.kept():
        yield


def test_a_request_that_is_too_late_says_so_and_cannot_be_approved(
    ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    approval = asked(actor_of(ayu))
    assert approval.expires_at
    with clock.stopped_at(approval.expires_at + timedelta(minutes=1)):
        page = text_of(screen_of(bima).get(f"/g/wajo/setujui/{approval.pk}/"))
        assert "Permintaan ini sudah lewat waktunya" in page
        assert "Setujui persis seperti ini" not in page
        answer = screen_of(bima).post(f"/g/wajo/setujui/{approval.pk}/ya/", {"content_hash": HASH})
    assert answer.status_code == 409


def test_what_was_ticked_is_approved_and_what_failed_is_named(
    ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    low, changed = asked(actor_of(ayu), 1), asked(actor_of(ayu), 2)
    page = text_of(screen_of(bima).get("/g/wajo/setujui/"))
    assert f'value="{low.pk}:{HASH}"' in page
    letters.CONTENT["2"] = "b" * 64
    ticked = {"pilih": [f"{low.pk}:{HASH}", f"{changed.pk}:{HASH}", "x:y"]}
    page = text_of(screen_of(bima).post("/g/wajo/setujui/sekaligus/", ticked))
    assert "1 disetujui, 1 tidak" in page
    assert "Isinya berubah sejak daftar ini dibuka" in page
    answer = screen_of(bima).post("/g/wajo/setujui/sekaligus/", {}, follow=True)
    assert "Belum ada yang dicentang" in text_of(answer)


def test_the_list_is_paged_from_the_longest_waiting(
    ayu: Person, bima: Person, screen_of: Screen, text_of: Read
) -> None:
    made = [asked(actor_of(ayu), number) for number in range(1, 23)]
    page = text_of(screen_of(bima).get("/g/wajo/setujui/"))
    assert f"/setujui/{made[0].pk}/" in page
    assert f"/setujui/{made[21].pk}/" not in page
    page = text_of(screen_of(bima).get(f"/g/wajo/setujui/?setelah={made[19].pk}"))
    assert f"/setujui/{made[21].pk}/" in page


def test_a_path_is_tried_out_written_changed_and_retired(
    eko: Person, nur: Person, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    browser = screen_of(eko)
    assert browser.post("/g/wajo/setujui/jalur/baru/", PATH).status_code == 302
    kept = ApprovalPath.objects.get()
    tried: dict[str, Any] = {"content_class": "ucapan", "agency": ayu.agency_id, "risk": "low", "platform": ""}
    page = text_of(screen_of(ayu).get("/g/wajo/setujui/jalur/", tried))
    assert "akan lewat jalur “Ucapan”" in page
    assert "Koordinator</b>: Bu Eko (Diskominfo)" in page
    assert "dalam 4 jam kerja, lalu diteruskan ke Pimpinan" in page
    page = text_of(browser.get(f"/g/wajo/setujui/jalur/{kept.pk}/"))
    assert 'value="Koordinator"' in page
    browser.post(f"/g/wajo/setujui/jalur/{kept.pk}/", PATH | {"name": "Ucapan resmi"})
    assert ApprovalPath.objects.get().name == "Ucapan resmi"
    browser.post(f"/g/wajo/setujui/jalur/{kept.pk}/hapus/")
    page = text_of(screen_of(ayu).get("/g/wajo/setujui/jalur/", tried))
    assert "akan lewat jalur “Risiko rendah”" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"s0-first": ""}, "belum punya langkah"),
        ({"name": ""}, "Beri jalur ini nama"),
        ({"s0-hours": 99999}, "1440"),
        ({"days": 0}, "1"),
    ],
)
def test_a_path_that_cannot_be_is_refused_with_the_reason(
    wrong: dict[str, object], says: str, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = screen_of(eko).post("/g/wajo/setujui/jalur/baru/", PATH | wrong)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not ApprovalPath.objects.exists()


def test_a_deputy_is_recorded_and_ended_on_the_page(
    bima: Person, fitri: Person, screen_of: Screen, text_of: Read
) -> None:
    today = builders.today()
    letter = {"of": bima.pk, "to": fitri.pk, "kind": "plh", "number": "800/1", "starts": today, "ends": today}
    page = text_of(screen_of(bima).post("/g/wajo/setujui/pengganti/", letter, follow=True))
    assert "Bu Fitri tercatat menggantikan Bu Bima" in page
    again = screen_of(bima).post("/g/wajo/setujui/pengganti/", letter)
    assert again.status_code == 422
    assert "sudah menggantikan" in text_of(again)
    made = Delegation.objects.get()
    assert screen_of(fitri).post(f"/g/wajo/setujui/pengganti/{made.pk}/akhiri/").status_code == 403
    page = text_of(screen_of(bima).post(f"/g/wajo/setujui/pengganti/{made.pk}/akhiri/", follow=True))
    assert "Diakhiri" in page


def test_an_emergency_stands_in_the_register_until_somebody_else_looked_at_it(
    ayu: Person, bima: Person, kartika: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    approval = asked(actor_of(ayu), content_class="darurat", emergency=True)
    approve(actor=actor_of(eko), approval=approval, content_hash=HASH)
    audit = AfterAudit.objects.get()
    assert "Belum diperiksa" in text_of(screen_of(bima).get("/g/wajo/setujui/darurat/"))
    page = text_of(screen_of(eko).get(f"/g/wajo/setujui/darurat/{audit.pk}/"))
    assert "Simpan hasilnya" not in page
    answer = screen_of(kartika).post(f"/g/wajo/setujui/darurat/{audit.pk}/", {"finding": "", "note": ""})
    assert answer.status_code == 422
    told = {"finding": "right", "note": "Sungai meluap."}
    page = text_of(screen_of(kartika).post(f"/g/wajo/setujui/darurat/{audit.pk}/", told, follow=True))
    assert "Benar darurat, menurut Bu Kartika" in page
