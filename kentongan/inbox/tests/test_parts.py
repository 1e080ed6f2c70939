"""The part a unit beside the lead owes: passed down and handed up again, given back with a proposal, each with a deadline of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.core import clock
from kentongan.inbox.cases import ending, notes, sharing, verifying
from kentongan.inbox.clocks import escalating, pausing
from kentongan.inbox.clocks.models import Escalation
from kentongan.inbox.models import Case, Deadline, Disposition
from kentongan.inbox.services import disposisi
from kentongan.inbox.services.disposisi import Beside, DispositionRefusedError
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.work.models import Notice, Task
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
pytestmark = [pytest.mark.usefixtures("monday"), pytest.mark.as_worker]
DAY = timedelta(days=1)


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


@pytest.fixture
def camat(dinas_pu: Agency) -> Person:
    tempe = builders.agency("Kecamatan Tempe", kind=Agency.Kind.DISTRICT)
    return builders.person("Hasnah Tempe", (Role.LIAISON,), tempe)


@pytest.fixture
def lurah(camat: Person) -> Person:
    return builders.person("Iwan Siengkang", (Role.LIAISON,), builders.agency("Kelurahan Siengkang", kind="kelurahan"))


@pytest.fixture
def vina(dinas_pu: Agency) -> Person:
    return builders.person("Vina Hijau", (Role.LIAISON,), builders.agency("DLH"))


@pytest.fixture
def head(vina: Person) -> Person:
    one = builders.person("Nasir Hijau", (), vina.agency)
    Person.objects.filter(pk=one.pk).update(position="Kepala Dinas Lingkungan Hidup")
    return one


@pytest.fixture
def part(assigned: Case, fitri: Person, camat: Person, vina: Person) -> Disposition:
    """The camat has the case; DLH owes a part of the answer."""
    disposisi.give(
        actor=builders.actor_of(fitri), case=assigned, to_agency=camat.agency, instruction="Cek.",
        beside=Beside((vina.agency,)),
    )  # fmt: skip
    return Disposition.objects.get(share="co")


@pytest.fixture
def below(part: Disposition, assigned: Case, vina: Person, lurah: Person) -> Disposition:
    """DLH passed its part on to the kelurahan."""
    return disposisi.give(
        actor=builders.actor_of(vina), case=assigned, to_agency=lurah.agency, instruction="Angkut sampahnya.", part=part
    )


def owed(part: Disposition) -> Deadline:
    return Deadline.objects.get(disposition=part)


def at(moment: datetime) -> None:
    with clock.stopped_at(moment):
        while escalating.take_due_steps():
            pass


def told(words: str) -> set[str]:
    return set(Notice.objects.filter(sentence__contains=words).values_list("person__name", flat=True))


def test_a_part_goes_down_to_the_kelurahan_and_the_case_stays_with_its_lead(
    below: Disposition, part: Disposition, assigned: Case, camat: Person, lurah: Person, vina: Person
) -> None:
    part.refresh_from_db()
    assigned.refresh_from_db()
    assert (part.state, below.parent_id, below.share) == ("passed_on", part.pk, "co")
    assert assigned.agency == camat.agency
    asked = Task.objects.filter(kind="inbox.part", done_at=None)
    assert set(asked.values_list("agency__short_name", flat=True)) == {"Kelurahan Siengkang"}
    assert Entry.objects.filter(action="inbox.case.part_passed_on").count() == 1


def test_the_result_of_a_part_comes_back_to_the_unit_that_passed_it_on_and_then_to_the_lead(
    below: Disposition, part: Disposition, assigned: Case, camat: Person, lurah: Person, vina: Person
) -> None:
    sharing.give_part(actor=builders.actor_of(lurah), disposition=below, text="Sampah sudah diangkut.")
    part.refresh_from_db()
    assert part.state == "open"
    assert told("Kelurahan Siengkang memberi bagiannya") == {"Vina Hijau"}
    assert Task.objects.filter(kind="inbox.part", done_at=None, agency=vina.agency).exists()
    sharing.give_part(actor=builders.actor_of(vina), disposition=part, text="Kami periksa, bersih.")
    assert told("DLH memberi bagiannya") == {"Hasnah Tempe"}
    assigned.refresh_from_db()
    assert assigned.agency == camat.agency
    assert not Task.objects.filter(kind="inbox.part", done_at=None).exists()
    assert not Deadline.objects.filter(code="S01", met_at=None).exists()


def test_a_unit_below_gives_the_part_back_with_a_proposal_and_the_form_begins_with_it(
    below: Disposition, part: Disposition, assigned: Case, lurah: Person, vina: Person, dinas_kesehatan: Agency,
    screen_of: ScreenOf, text_of: TextOf,
) -> None:  # fmt: skip
    words = {"disposition": below.pk, "reason": "Limbah medis.", "proposed": dinas_kesehatan.pk, "returns": "1"}
    assert screen_of(lurah).post(url(assigned, "bukan-wewenang/"), words).status_code == 302
    part.refresh_from_db()
    assert part.state == "open"
    page = text_of(screen_of(vina).get(url(assigned)))
    assert f'<option value="{dinas_kesehatan.pk}" selected>' in page
    assert owed(below).dropped_why == "Dikembalikan: bukan wewenang"
    form = {"disposition": part.pk, "agency": dinas_kesehatan.pk, "instruction": ""}
    assert screen_of(vina).post(url(assigned, "teruskan/"), form).status_code == 302
    assert Disposition.objects.filter(to_agency=dinas_kesehatan, parent=part, share="co", state="open").exists()


def test_a_part_given_back_at_the_top_is_told_with_its_proposal_and_the_lead_asks_that_unit_instead(
    part: Disposition, assigned: Case, camat: Person, vina: Person, dinas_kesehatan: Agency,
    screen_of: ScreenOf, text_of: TextOf,
) -> None:  # fmt: skip
    disposisi.send_back(
        actor=builders.actor_of(vina), disposition=part, reason="Limbah medis.", proposed=dinas_kesehatan
    )
    assert told("tidak ikut menangani") == {"Hasnah Tempe", "Fitri Maharani"}
    assert told(f"usul: {dinas_kesehatan.short_name}") == told("tidak ikut menangani")
    browser = screen_of(camat)
    assert f'<option value="{dinas_kesehatan.pk}" selected>' in text_of(browser.get(url(assigned)))
    assert browser.post(url(assigned, "teruskan/"), {"partners": [dinas_kesehatan.pk]}).status_code == 302
    assigned.refresh_from_db()
    assert assigned.agency == camat.agency
    assert Disposition.objects.get(share="co", state="open").to_agency == dinas_kesehatan
    assert f'<option value="{dinas_kesehatan.pk}" selected>' not in text_of(browser.get(url(assigned)))


def test_nobody_is_asked_when_no_unit_was_chosen(
    part: Disposition, assigned: Case, camat: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    refused = screen_of(camat).post(url(assigned, "teruskan/"), {"instruction": "Tolong dibantu."})
    assert refused.status_code == 422
    assert "atau unit yang ikut menangani" in text_of(refused)
    assert "Tolong dibantu." in text_of(refused)


def test_another_unit_does_not_pass_a_part_on(part: Disposition, assigned: Case, lurah: Person, vina: Person) -> None:
    with pytest.raises(NotAllowedError):
        disposisi.give(actor=builders.actor_of(lurah), case=assigned, to_agency=lurah.agency, instruction="", part=part)


def test_a_part_that_was_given_is_not_passed_on_any_more_and_the_page_says_so(
    part: Disposition, assigned: Case, lurah: Person, vina: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    sharing.give_part(actor=builders.actor_of(vina), disposition=part, text="Bersih.")
    form = {"disposition": part.pk, "agency": lurah.agency_id}
    refused = screen_of(vina).post(url(assigned, "teruskan/"), form)
    assert refused.status_code == 409
    assert "sudah tidak menunggu lagi" in text_of(refused)


def test_a_part_has_a_deadline_of_its_own_and_never_after_the_cases(
    assigned: Case, fitri: Person, camat: Person, vina: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    told_ = {"agency": camat.agency_id, "partners": [vina.agency_id], "instruction": "Segera."}
    gone = browser.post(url(assigned, "teruskan/"), told_ | {"part_due": "2026-11-20"})
    assert gone.status_code == 409
    assert "Tenggat itu sudah lewat" in text_of(gone)
    late = browser.post(url(assigned, "teruskan/"), told_ | {"part_due": "2027-11-20"})
    page = text_of(late)
    assert late.status_code == 409
    assert "lewat dari tenggat kasusnya (11 Desember 2026 pukul 16.00)" in page
    assert "Segera." in page
    assert 'value="2027-11-20"' in page
    assert not Disposition.objects.filter(share="co").exists()
    browser.post(url(assigned, "teruskan/"), told_ | {"part_due": "2026-11-25"})
    assert owed(Disposition.objects.get(share="co")).due_at == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_what_goes_down_is_due_no_later_than_the_part_it_is_of(
    part: Disposition, assigned: Case, vina: Person, lurah: Person
) -> None:
    with clock.stopped_at(clock.now() + DAY), pytest.raises(DispositionRefusedError, match="tenggat kasusnya"):
        disposisi.give(
            actor=builders.actor_of(vina), case=assigned, to_agency=lurah.agency, instruction="", part=part,
            due_at=part.due_at + DAY,
        )  # fmt: skip
    with clock.stopped_at(clock.now() + DAY):
        below = disposisi.give(
            actor=builders.actor_of(vina), case=assigned, to_agency=lurah.agency, instruction="", part=part
        )
    assert owed(below).due_at == part.due_at


def test_the_first_touch_of_a_part_is_what_the_unit_first_does_with_it(
    part: Disposition, assigned: Case, vina: Person, fitri: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    assert part.touch_by == clock.now() + timedelta(minutes=120)
    assert "belum ditanggapi" in text_of(screen_of(fitri).get(url(assigned)))
    notes.add_note(actor=builders.actor_of(fitri), case=assigned, text="Menunggu DLH.")
    part.refresh_from_db()
    assert part.touched_at is None
    notes.add_note(actor=builders.actor_of(vina), case=assigned, text="Truk berangkat.")
    part.refresh_from_db()
    assert part.touched_at == clock.now()
    assert "belum ditanggapi" not in text_of(screen_of(fitri).get(url(assigned)))


def test_a_late_part_stands_on_the_chain_and_on_the_list_until_it_is_given(
    part: Disposition, assigned: Case, vina: Person, camat: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    with clock.stopped_at(part.due_at + DAY):
        page, listed = text_of(screen_of(camat).get(url(assigned))), text_of(screen_of(camat).get("/g/wajo/kasus/"))
        assert "Bagian DLH" in page
        assert 'Menunggu, <span class="due late">' in page
        assert "bagian DLH:" in listed
        sharing.give_part(actor=builders.actor_of(vina), disposition=part, text="Bersih.")
        assert "bagian DLH:" not in text_of(screen_of(camat).get("/g/wajo/kasus/"))


def test_the_ladder_of_a_part_tells_its_unit_and_its_head_and_nobody_else(
    part: Disposition, assigned: Case, vina: Person, head: Person, camat: Person, eko: Person
) -> None:
    Deadline.objects.exclude(disposition=part).update(next_step_at=None)
    at(part.due_at + DAY * 30)
    assert told("bagian untuk jawaban") == {"Vina Hijau", "Nasir Hijau"}
    assert list(Escalation.objects.order_by("step").values_list("target", flat=True)) == [
        "liaison", "secretary", "head",
    ]  # fmt: skip
    assert Escalation.objects.get(step=2).told.startswith("Kasus 0001/2026 (DLH): bagian untuk jawaban lewat")
    assert owed(part).next_step_at is None
    assert Task.objects.filter(kind="inbox.part_late", done_at=None, person=vina).exists()
    sharing.give_part(actor=builders.actor_of(vina), disposition=part, text="Bersih.")
    assert not Task.objects.filter(kind="inbox.part_late", done_at=None).exists()


def test_a_part_below_is_told_to_the_unit_below(below: Disposition, lurah: Person, vina: Person) -> None:
    Deadline.objects.exclude(disposition=below).update(next_step_at=None)
    at(below.due_at)
    assert "Iwan Siengkang" in told("Kelurahan Siengkang): bagian untuk jawaban")
    assert "Vina Hijau" not in told("bagian untuk jawaban")


def test_a_part_stands_still_with_the_case_and_moves_by_the_same_time(
    part: Disposition, assigned: Case, camat: Person, eko: Person
) -> None:
    before = owed(part).due_at
    standing = pausing.pause(actor=builders.actor_of(camat), case=assigned, kind="citizen", reason="Minta alamat")
    assert owed(part).next_step_at is None
    with clock.stopped_at(standing.started_at + DAY):
        pausing.resume(actor=builders.actor_of(camat), case=assigned)
    assert owed(part).due_at > before


def test_a_case_that_ends_or_is_another_bodys_waits_for_no_part(
    part: Disposition, assigned: Case, eko: Person, vina: Person
) -> None:
    verifying.not_ours(actor=builders.actor_of(eko), case=assigned, outside="PLN")
    assert owed(part).dropped_why == "Bukan wewenang: PLN"
    with pytest.raises(DispositionRefusedError, match="tidak menunggu lagi"):
        sharing.give_part(actor=builders.actor_of(vina), disposition=part, text="Bersih.")


def test_a_finished_case_keeps_its_parts_deadlines(part: Disposition, assigned: Case, eko: Person) -> None:
    ending.close(actor=builders.actor_of(eko), case=assigned, note="Sudah.")
    assert owed(part).met_at == clock.now()
    assert not Task.objects.filter(done_at=None, subject_type="case").exists()
