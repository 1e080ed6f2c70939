"""Orang: who sees whom, and how the administrator records what gives a right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from kentongan.audit.models import Entry
from kentongan.organizations.models import Appointment, Competency, Person
from kentongan.organizations.roles import Role
from kentongan.organizations.selectors import roles_of, valid_appointment
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from tests import builders

Screen = Callable[[Person], Client]
Text = Callable[[Any], str]
WAJO = "/g/wajo"


def page_of(person: Person, more: str = "") -> str:
    return f"{WAJO}/orang/{person.pk}/{more}"


def term(**other: str) -> dict[str, str]:
    day = builders.today()
    return {"starts": day.isoformat(), "ends": (day + timedelta(days=365)).isoformat(), **other}


def test_ayu_finds_her_colleagues_and_nobody_of_another_agency(
    ayu: Person, bima: Person, citra: Person, screen_of: Screen, text_of: Text
) -> None:
    seen = text_of(screen_of(ayu).get(f"{WAJO}/orang/"))

    assert "Bima Anugerah" in seen
    assert "Citra Melati" not in seen


def test_the_coordinator_finds_everyone_and_can_search(
    eko: Person, ayu: Person, citra: Person, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(eko)

    assert "Citra Melati" in text_of(screen.get(f"{WAJO}/orang/"))
    found = text_of(screen.get(f"{WAJO}/orang/?q=dinas+pu"))
    assert "Citra Melati" in found
    assert "Ayu Larasati" not in found
    assert "Tidak ada orang yang cocok" in text_of(screen.get(f"{WAJO}/orang/?q=zzz"))


def test_a_long_list_goes_on_on_the_next_page(eko: Person, screen_of: Screen, text_of: Text) -> None:
    for number in range(45):
        builders.person(f"Warga{number:02} Latihan", agency=eko.agency)
    screen = screen_of(eko)
    first = screen.get(f"{WAJO}/orang/")

    second = screen.get(f"{WAJO}/orang/?setelah={first.context['page'].more}")

    assert "Berikutnya" in text_of(first)
    assert "Warga44" not in text_of(first)
    assert "Warga44" in text_of(second)


def test_another_agencys_person_does_not_exist_for_citra(citra: Person, ayu: Person, screen_of: Screen) -> None:
    assert screen_of(citra).get(page_of(ayu)).status_code == 404


def test_another_governments_person_does_not_exist_even_for_the_administrator(
    omar: Person, palembang: Government, screen_of: Screen
) -> None:
    with within(palembang.pk):
        stranger = builders.person("Laras Mentari", agency=builders.agency("Dinas Kesehatan", of=palembang))

    screen = screen_of(omar)
    assert screen.get(page_of(stranger)).status_code == 404
    assert screen.post(page_of(stranger, "sk/"), term(number="1")).status_code == 404
    assert screen.get(f"/g/palembang/orang/{stranger.pk}/").status_code == 404


def test_a_visitor_signs_in_first(ayu: Person) -> None:
    answer = Client().get(page_of(ayu))

    assert answer.status_code == 302
    assert "/g/wajo/" in answer["Location"]


def test_the_page_says_why_ayu_may_or_may_not_act_on_each_account(
    ayu: Person, instagram: object, screen_of: Screen, text_of: Text
) -> None:
    seen = text_of(screen_of(ayu).get(page_of(ayu)))

    assert "belum dapat mengajukan kiriman untuk Instagram Dinas Kesehatan: tidak ada SK" in seen
    assert "Admin sistem mencatat SK di halaman Orang." in seen


def test_omar_records_a_decree_and_the_trail_tells_it(
    omar: Person, ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(omar)

    answer = screen.post(page_of(ayu, "sk/"), term(number="188.45/77/2026"), follow=True)

    assert "SK 188.45/77/2026 tercatat untuk Bu Ayu" in text_of(answer)
    assert valid_appointment(ayu.government_id, ayu.pk, builders.today()) is not None
    assert "Omar Semesta mencatat SK 188.45/77/2026 untuk Ayu Larasati" in text_of(screen.get(f"{WAJO}/jejak/"))


def test_a_decree_that_ends_before_it_begins_is_explained_on_the_field(
    omar: Person, ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    told = term(number="188.45/77/2026") | {"ends": "2020-01-01"}

    answer = screen_of(omar).post(page_of(ayu, "sk/"), told)

    assert answer.status_code == 422
    assert "Tanggal akhir ada sebelum tanggal awal" in text_of(answer)
    assert "188.45/77/2026" in text_of(answer)
    assert not Appointment.objects.filter(person=ayu).exists()


def test_an_empty_or_unreadable_field_says_what_to_do(
    omar: Person, ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    seen = text_of(screen_of(omar).post(page_of(ayu, "pelatihan/"), {"level": "1", "starts": "kemarin"}))

    assert "Bagian ini masih kosong" in seen
    assert "Tanggal ini tidak terbaca" in seen


def test_omar_records_training(omar: Person, ayu: Person, screen_of: Screen, text_of: Text) -> None:
    answer = screen_of(omar).post(page_of(ayu, "pelatihan/"), term(number="B/1", level="2"), follow=True)

    assert "Pelatihan tingkat 2 tercatat" in text_of(answer)
    assert Competency.objects.get(person=ayu).level == 2


def test_omar_revokes_a_decree_with_a_reason(omar: Person, ayu: Person, screen_of: Screen, text_of: Text) -> None:
    decree = builders.appointment(ayu)
    address, screen = page_of(ayu, f"sk/{decree.pk}/cabut/"), screen_of(omar)

    without = screen.post(address, {"reason": ""})
    answer = screen.post(address, {"reason": "Pindah tugas ke kecamatan"}, follow=True)

    assert "Alasan masih kosong" in text_of(without)
    assert "dicabut" in text_of(answer)
    assert "Pindah tugas ke kecamatan" in text_of(answer)
    assert valid_appointment(ayu.government_id, ayu.pk, builders.today()) is None
    assert screen.post(address, {"reason": "Sekali lagi begitu"}).status_code == 404


def test_omar_changes_roles_and_each_change_is_in_the_trail(omar: Person, ayu: Person, screen_of: Screen) -> None:
    screen_of(omar).post(page_of(ayu, "peran/"), {"roles": [Role.LIAISON, Role.REVIEWER]})

    assert roles_of(ayu.government_id, [ayu.pk])[ayu.pk] == [Role.REVIEWER, Role.LIAISON]
    actions = list(Entry.objects.filter(subject_id=str(ayu.pk), actor_name=omar.name).values_list("action", flat=True))
    assert sorted(actions) == ["organizations.role.given"] * 2 + ["organizations.role.taken"]


def test_who_may_not_record_reads_why_and_who_can(
    ayu: Person, bima: Person, omar: Person, screen_of: Screen, text_of: Text
) -> None:
    screen = screen_of(bima)

    for form in ("sk/", "pelatihan/", "peran/"):
        answer = screen.post(page_of(ayu, form), term(number="1", level="1"))
        assert answer.status_code == 403
        assert "diperlukan peran Admin sistem" in text_of(answer)
        assert "Bu Omar (Diskominfo)" in text_of(answer)
    assert not Appointment.objects.filter(person=ayu).exists()
    assert "Catat SK" not in text_of(screen.get(page_of(ayu)))


def test_the_auditor_reads_but_finds_no_button_that_changes_anything(
    kartika: Person, ayu: Person, screen_of: Screen, text_of: Text
) -> None:
    builders.appointment(ayu)
    seen = text_of(screen_of(kartika).get(page_of(ayu)))

    assert "SK 188.45/" in seen
    assert "Cabut" not in seen
    assert "Lihat jejak orang ini" in seen
