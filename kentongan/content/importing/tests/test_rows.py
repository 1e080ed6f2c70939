"""What becomes of a row: a post, or every reason why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from kentongan.channels.models import Channel
from kentongan.content.importing.outcomes import FIX, READY, SKIPPED, Outcome
from kentongan.content.importing.selectors import DryRun
from kentongan.content.importing.tests.books import book, day, row
from kentongan.core import clock
from kentongan.organizations.models import Agency, CalendarDay
from tests import builders

Judged = Callable[[bytes], DryRun]


def only(judged: Judged, **other: Any) -> Outcome:
    return judged(book([row(**other)])).outcomes[0]


def said(one: Outcome) -> str:
    return " ".join(f"{it.cell} {it.sentence} {it.todo}" for it in (*one.reasons, *one.lacks, *one.notes))


def test_a_ready_row_is_a_post_at_a_moment_of_the_governments_zone(judged: Judged, instagram: Channel) -> None:
    one = only(judged, date="17 Agustus 2031", link="https://wajokab.go.id/posyandu", alt="Ibu dan bayi")
    assert (one.state, one.reasons) == (READY, ())
    assert one.plan.publish_at
    assert one.plan.publish_at.isoformat() == "2031-08-17T08:30:00+08:00"
    assert [place.channel_id for place in one.plan.places] == [instagram.pk]
    assert (one.plan.pillar, one.plan.alt) == ("layanan", "Ibu dan bayi")


def test_every_reason_of_a_row_is_told_at_once_each_with_its_cell(judged: Judged) -> None:
    one = only(
        judged, date="3/4/2031", time="pagi", title="", story="", pillar="Layana", channels="Instagrem", link="x"
    )
    assert [reason.cell for reason in one.reasons] == ["A2", "B2", "C2", "D2", "E2", "F2", "G2"]
    words = said(one)
    assert "Mungkin maksudnya Layanan publik" in words
    assert "Mungkin maksudnya Instagram" in words
    assert "dapat berarti 3 April atau 4 Maret" in words
    assert one.state == FIX


@pytest.mark.parametrize(
    "written",
    ["Instagram, Facebook", "fb; IG", "facebook/instagram", "Facebook dan Instagram", "semua", "INSTAGRAM\nfacebook"],
)
def test_channels_are_known_by_the_names_people_use(judged: Judged, written: str) -> None:
    assert len(only(judged, channels=written).plan.places) == 2


def test_a_platform_with_two_accounts_has_to_be_named_whole(judged: Judged, dinas_kesehatan: Agency) -> None:
    builders.channel(dinas_kesehatan, "instagram")
    assert "cocok dengan 2 kanal" in said(only(judged, channels="Instagram"))


def test_a_channel_without_right_says_why_and_who_can(judged: Judged, dinas_kesehatan: Agency) -> None:
    builders.channel(dinas_kesehatan, "youtube")
    one = only(judged, channels="YouTube")
    assert one.state == FIX
    assert "izin" in said(one)
    assert len(only(judged, channels="Semua").plan.places) == 2


def test_another_agencys_channel_does_not_exist(judged: Judged, dinas_pu: Agency) -> None:
    builders.channel(dinas_pu, "x")
    words = said(only(judged, channels="X"))
    assert "bukan kanal dinas Anda" in words
    assert "Dinas PU" not in words


def test_a_moment_that_has_passed_is_no_plan(judged: Judged) -> None:
    one = only(judged, date=f"{clock.now() - timedelta(days=3):%Y-%m-%d}")
    assert [reason.sentence for reason in one.reasons] == ["Waktu terbitnya sudah lewat."]


def test_an_hour_of_another_zone_is_not_taken_for_ours(judged: Judged) -> None:
    assert "Jamnya ditulis WIB, sedangkan pemda ini memakai WITA" in said(only(judged, time="08.30 WIB"))
    assert only(judged, time="08.30 WITA").state == READY


def test_holidays_and_far_days_are_told_and_stop_nothing(judged: Judged, dinas_kesehatan: Agency) -> None:
    one = only(judged, date="2031-08-17")
    assert one.state == READY
    assert "Hari libur: Hari Kemerdekaan" in said(one)
    assert "lebih dari setahun lagi" in said(one)
    CalendarDay.objects.create(government_id=dinas_kesehatan.government_id, day=day(), is_working=False)
    assert "Hari libur: hari libur pemda" in said(only(judged))


def test_rows_that_say_the_same_or_meet_on_a_channel_know_of_each_other(judged: Judged) -> None:
    rows = [row(), row(), row(title="Lain"), row(title="Nanti", time="09:00")]
    first, same, meets, later = judged(book(rows)).outcomes
    assert (first.state, same.state, meets.state, later.state) == (READY, FIX, READY, READY)
    assert "sama persis dengan baris 2" in said(same)
    assert "Bersamaan dengan baris 2 di Instagram" in said(meets)
    assert "Bersamaan" not in said(later)


def test_what_nobody_sees_is_taken_out_and_told_and_code_is_told(judged: Judged) -> None:
    one = only(
        judged,
        title="Buka \u202egnp.exe\u202c hari\u200b ini",
        story="<script>alert(1)</script> <b>Gratis</b> 👨‍👩‍👧‍👦",
        channels="Insta\u200bgram",
        pillar="\ufefflayanan publik\u00a0",
    )
    assert one.state == READY
    assert one.plan.title == "Buka gnp.exe hari ini"
    assert one.plan.story == "<script>alert(1)</script> <b>Gratis</b> 👨‍👩‍👧‍👦"
    assert "tidak terlihat" in said(one)
    assert "kode HTML" in said(one)


def test_a_number_that_must_not_go_out_is_told_before_it_is_a_draft(judged: Judged) -> None:
    one = only(judged, story="Contoh: Sitti, NIK 7313 0250 0392 0001.")
    assert one.state == READY
    assert "NIK" in said(one)
    assert one.lacks


def test_what_a_channel_cannot_carry_yet_is_told(judged: Judged) -> None:
    assert "Instagram memerlukan foto" in said(only(judged))
    assert not only(judged, channels="Facebook").lacks


def test_too_long_words_are_counted(judged: Judged) -> None:
    assert "lewat 3 huruf: paling panjang 160" in said(only(judged, title="a" * 163))


def test_links_that_lead_nowhere_for_the_public_are_refused(judged: Judged) -> None:
    for link in ("wajokab.go.id", "http://192.168.1.4/x", "javascript:alert(1)", "https://localhost/"):
        assert only(judged, link=link).state == FIX


def test_the_example_row_and_empty_rows_become_nothing(judged: Judged) -> None:
    run = judged(book([row(title="CONTOH: Jadwal"), row(title="Sungguhan")]))
    assert [one.state for one in run.outcomes] == [SKIPPED, READY]


def test_formulas_errors_and_merged_cells_name_their_cell(judged: Judged) -> None:
    def change(made: Workbook) -> None:
        made.active["C2"] = "=A1"
        made.active.merge_cells("D2:D3")

    first, second = judged(book([row(), row()], change=change)).outcomes
    assert "C2 Rumus ini belum punya hasil" in said(first)
    assert "D2 Sel ini bagian dari sel gabungan D2:D3" in said(first)
    assert [reason.cell for reason in second.reasons] == ["D3"]


def test_a_day_with_its_hour_needs_no_hour_beside_it(judged: Judged) -> None:
    assert only(judged, date=f"{day()} 09.15", time="").state == READY
    assert [reason.cell for reason in only(judged, time="").reasons] == ["B2"]
