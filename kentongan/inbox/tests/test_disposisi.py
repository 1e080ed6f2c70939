"""Disposisi down three levels and back up, across with parts, with copies, and returned with a proposal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.core import clock
from kentongan.inbox.cases import sharing
from kentongan.inbox.models import Case, Conversation, Deadline, Disposition
from kentongan.inbox.selectors import dispositions_of
from kentongan.inbox.services import disposisi
from kentongan.inbox.services.disposisi import Beside, DispositionRefusedError
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice, Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = pytest.mark.usefixtures("monday")
FOUND = "Sudah ditambal 4 lubang, foto terlampir."


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture
def tempe(dinas_pu: Agency) -> Agency:
    return builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)


@pytest.fixture
def camat(tempe: Agency) -> Person:
    return builders.person("Hasnah Tempe", (Role.LIAISON,), tempe)


@pytest.fixture
def lurah(tempe: Agency) -> Person:
    return builders.person("Iwan Siengkang", (Role.LIAISON,), builders.agency("Kelurahan Siengkang", kind="kelurahan"))


@pytest.fixture
def dlh(dinas_pu: Agency) -> Agency:
    return builders.agency("DLH")


@pytest.fixture
def vina(dlh: Agency) -> Person:
    return builders.person("Vina Hijau", (Role.LIAISON,), dlh)


def give(by: Person, case: Case, to: Agency, **beside: Any) -> Disposition:
    return disposisi.give(
        actor=builders.actor_of(by), case=case, to_agency=to, instruction="Cek lokasi.", beside=Beside(**beside)
    )


@pytest.fixture
def at_the_village(assigned: Case, fitri: Person, camat: Person, lurah: Person) -> Disposition:
    """From Dinas PU to the kecamatan, and from there to the kelurahan."""
    give(fitri, assigned, camat.agency)
    return give(camat, assigned, lurah.agency)


def test_three_levels_down_and_back_up_each_time_to_the_unit_above(
    at_the_village: Disposition, assigned: Case, fitri: Person, camat: Person, lurah: Person
) -> None:
    sharing.give_part(actor=builders.actor_of(lurah), disposition=at_the_village, text=FOUND)
    assigned.refresh_from_db()
    assert assigned.agency == camat.agency
    above = disposisi.current(assigned)
    assert above
    sharing.give_part(actor=builders.actor_of(camat), disposition=above, text="Sudah kami periksa, benar.")
    assigned.refresh_from_db()
    assert (assigned.agency, assigned.state) == (fitri.agency, "in_progress")
    assert Task.objects.get(kind="inbox.answer", role="liaison", done_at=None).agency_id == fitri.agency_id
    assert sharing.parts_together(dispositions_of(assigned)) == (
        "Kelurahan Siengkang: Sudah ditambal 4 lubang, foto terlampir.\n\nKecamatan Tempe: Sudah kami periksa, benar."
    )


def test_the_lead_puts_the_parts_together_with_one_tap_and_still_writes_the_answer(
    at_the_village: Disposition, assigned: Case, camat: Person, lurah: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    sharing.give_part(actor=builders.actor_of(lurah), disposition=at_the_village, text=FOUND)
    above = disposisi.current(assigned)
    assert above
    disposisi.give(actor=builders.actor_of(camat), case=assigned, to_agency=lurah.agency, instruction="Sekali lagi.")
    again = disposisi.current(assigned)
    assert again
    sharing.give_part(actor=builders.actor_of(lurah), disposition=again, text="Rambu juga sudah.")
    Disposition.objects.filter(pk=above.pk).update(parent=None)
    page = text_of(screen_of(camat).get(url(assigned)))
    assert "Susun jawaban dari hasil ini" in page
    made = text_of(screen_of(camat).get(url(assigned), {"susun": "1"}))
    area = made.partition('id="jawaban" name="text"')[2].partition("</textarea>")[0]
    assert FOUND in area
    assert "Rambu juga sudah." in area


def test_the_page_shows_the_tree_first_who_acts_next_and_every_step_with_its_time(
    at_the_village: Disposition, assigned: Case, lurah: Person, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    page = text_of(screen_of(lurah).get(url(assigned)))
    assert "Menunggu jawaban Anda" in page
    assert "Laporkan hasil ke Kecamatan Tempe" in page
    assert page.index('class="deep-2 now"') < page.index('id="perjalanan"')
    answer = screen_of(lurah).post(url(assigned, "bagian/"), {"disposition": at_the_village.pk, "part": FOUND})
    assert answer.status_code == 302
    seen = text_of(screen_of(fitri).get(url(assigned)))
    assert FOUND in seen
    assert "melaporkan hasil <b>Kelurahan Siengkang</b>" in seen


def test_an_empty_result_is_asked_for_and_nothing_moves(
    at_the_village: Disposition, assigned: Case, lurah: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {"disposition": at_the_village.pk, "part": "  "}
    answer = screen_of(lurah).post(url(assigned, "bagian/"), told)
    assert answer.status_code == 409
    assert "Tulis dahulu apa yang sudah dikerjakan" in text_of(answer)
    at_the_village.refresh_from_db()
    assert at_the_village.state == "open"


@pytest.mark.parametrize(
    ("due", "said"), [("2026-11-20", "Tenggat itu sudah lewat"), ("9999-12-31", "lebih dari setahun lagi")]
)
def test_a_deadline_in_the_past_or_far_away_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    assigned: Case, fitri: Person, camat: Person, screen_of: ScreenOf, text_of: TextOf, due: str, said: str
) -> None:
    told = {"agency": camat.agency_id, "instruction": "Pasang rambu dulu.", "due": due}
    answer = screen_of(fitri).post(url(assigned, "teruskan/"), told)
    page = text_of(answer)
    assert answer.status_code == 409
    assert said in page
    assert "Pasang rambu dulu." in page
    assert f'value="{due}"' in page
    assert Disposition.objects.count() == 1


def test_a_deadline_of_ones_own_is_the_closing_hour_of_that_day_and_moves_the_follow_up(
    assigned: Case, fitri: Person, camat: Person, screen_of: ScreenOf
) -> None:
    before = Deadline.objects.get(case=assigned, code="D02").due_at
    screen_of(fitri).post(url(assigned, "teruskan/"), {"agency": camat.agency_id, "due": "2026-11-24"})
    row = Deadline.objects.get(case=assigned, code="D02")
    assert row.due_at.astimezone(builders.actor_of(fitri).zone).isoformat() == "2026-11-24T16:00:00+08:00"
    change = row.deadlinechange_set.get() if hasattr(row, "deadlinechange_set") else None
    assert change is None or change.old_due_at == before


def test_a_co_agency_gives_its_part_beside_the_lead(
    assigned: Case, fitri: Person, camat: Person, vina: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    give(fitri, assigned, camat.agency, partners=(vina.agency,))
    part = Disposition.objects.get(share="co")
    page = text_of(screen_of(vina).get(url(assigned)))
    assert "Menunggu bagian Anda" in page
    assert 'id="jawab"' not in page
    screen_of(vina).post(url(assigned, "bagian/"), {"disposition": part.pk, "part": "Sampah sudah diangkut."})
    assigned.refresh_from_db()
    assert assigned.agency == camat.agency
    assert "Sampah sudah diangkut." in text_of(screen_of(camat).get(url(assigned)))
    assert Notice.objects.filter(person=camat, sentence__contains="DLH memberi bagiannya").exists()
    assert not Task.objects.filter(kind="inbox.part", done_at=None).exists()


def test_a_co_agency_does_not_answer_for_the_lead(assigned: Case, fitri: Person, camat: Person, vina: Person) -> None:
    give(fitri, assigned, camat.agency, partners=(vina.agency,))
    lead = disposisi.current(assigned)
    assert lead
    with pytest.raises(NotAllowedError):
        disposisi.send_back(actor=builders.actor_of(vina), disposition=lead, reason="bukan kami")


def test_a_co_agency_returns_its_share_and_the_lead_keeps_the_case(
    assigned: Case, fitri: Person, camat: Person, vina: Person
) -> None:
    give(fitri, assigned, camat.agency, partners=(vina.agency,))
    part = Disposition.objects.get(share="co")
    disposisi.send_back(actor=builders.actor_of(vina), disposition=part, reason="Bukan sampah rumah tangga.")
    assigned.refresh_from_db()
    assert (assigned.agency, assigned.state) == (camat.agency, "assigned")
    assert not Task.objects.filter(kind="inbox.part", done_at=None).exists()


def test_a_copy_is_read_and_asks_for_nothing(
    assigned: Case, fitri: Person, camat: Person, vina: Person, screen_of: ScreenOf
) -> None:
    give(fitri, assigned, camat.agency, copies=(vina.agency,))
    assert screen_of(vina).get(url(assigned)).status_code == 200
    assert screen_of(vina).post(url(assigned, "jawaban/"), {"text": "x", "revision": 0}).status_code == 403
    assert not Task.objects.filter(agency=vina.agency).exists()
    assert Notice.objects.get(person=vina).kind == "news"


def test_one_unit_is_not_asked_twice(assigned: Case, fitri: Person, camat: Person) -> None:
    with pytest.raises(DispositionRefusedError, match="dua kali"):
        give(fitri, assigned, camat.agency, partners=(camat.agency,))


def test_bukan_wewenang_with_a_proposal_fills_in_the_next_disposition(
    assigned: Case, fitri: Person, eko: Person, dlh: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {"reason": "Ini sampah, bukan jalan.", "proposed": dlh.pk}
    screen_of(fitri).post(url(assigned, "bukan-wewenang/"), told)
    page = text_of(screen_of(eko).get(url(assigned)))
    assert "Usul: DLH" in page
    assert f'<option value="{dlh.pk}" selected>' in page


def test_a_return_without_a_reason_or_any_field_says_what_is_missing(
    assigned: Case, fitri: Person, screen_of: ScreenOf
) -> None:
    answer = screen_of(fitri).post(url(assigned, "bukan-wewenang/"), {"reason": " "})
    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.content.decode()


def test_a_matter_of_another_body_is_recorded_and_the_citizen_is_still_to_be_told(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    browser.post(url(assigned, "wewenang-lain/"), {"outside": "PLN"})
    assigned.refresh_from_db()
    assert (assigned.state, assigned.outside) == ("not_ours", "PLN")
    assert Task.objects.get(kind="inbox.answer", done_at=None).person_id == fitri.pk
    assert not Deadline.objects.filter(case=assigned, met_at=None).exists()


def test_the_case_page_asks_the_database_at_most_fifteen_times(
    at_the_village: Disposition, assigned: Case, lurah: Person, screen_of: ScreenOf, says: Callable[..., Conversation]
) -> None:
    further = says("lubangnya makin dalam", remote_id="c-9")
    Conversation.objects.filter(pk=further.pk).update(case=assigned)
    browser = screen_of(lurah)
    browser.get(url(assigned))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(url(assigned)).status_code == 200
    told = [
        one["sql"][:110] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))
    ]
    assert len(told) <= 15, "\n".join(told)


def test_time_passes_and_the_tree_says_so(
    at_the_village: Disposition, assigned: Case, lurah: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=14)):
        assert "lewat" in text_of(screen_of(lurah).get(url(assigned)))
