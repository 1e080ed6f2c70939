"""Templates with variables and the service facts they take their values from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.inbox.answering import keeping
from kentongan.inbox.answering.keeping import NotKeptError, Told, Words
from kentongan.inbox.answering.models import ReplyTemplate, ServiceInfo, TemplateUse
from kentongan.inbox.answering.selectors import infos_for_case, templates_for, uses_of
from kentongan.inbox.models import Answer, Case
from kentongan.inbox.services import answers
from kentongan.inbox.services.answers import AnswerRefusedError
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from tests import builders

ScreenOf = Callable[[Person], Client]
TextOf = Callable[[Any], str]
TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.usefixtures("monday")


def url(case: Case, act: str = "") -> str:
    return f"/g/wajo/kasus/{case.pk}/{act}"


def facts(agency: Agency, service: str = "Perbaikan jalan", **more: Any) -> Told:
    known = {"hours": "Senin–Jumat 08.00–15.00", "words": "lubang berlubang aspal"}
    return Told(service, agency.pk, "SK Standar Pelayanan 2026", TODAY, TODAY + timedelta(days=90), **(known | more))


@pytest.fixture
def hours(fitri: Person, dinas_pu: Agency) -> ServiceInfo:
    return keeping.keep_info(actor=builders.actor_of(fitri), told=facts(dinas_pu))


def template(of: Person, text: str, agency: Agency | None = None, name: str = "Jam layanan") -> ReplyTemplate:
    words = Words(name, text, agency.pk if agency else None)
    return keeping.keep_template(actor=builders.actor_of(of), words=words)


def test_fitri_begins_an_answer_with_a_template_and_its_values_are_filled_in(
    assigned: Case, fitri: Person, eko: Person, hours: ServiceInfo, screen_of: ScreenOf
) -> None:
    kept = template(eko, "{sapaan}, laporan {nomor_kasus} ditangani {dinas}, buka {jam_layanan}.")
    page = screen_of(fitri).get(url(assigned), {"templat": kept.pk}).content.decode()
    assert f"Bapak/Ibu, laporan {assigned.code} ditangani Dinas PU, buka {hours.hours}.</textarea>" in page


def test_a_use_is_counted_once_an_answer_and_shown_beside_the_template(
    assigned: Case, fitri: Person, eko: Person, screen_of: ScreenOf, text_of: TextOf
) -> None:
    kept, browser = template(eko, "Terima kasih, {sapaan}."), screen_of(fitri)
    told = {"text": "Terima kasih, Bapak/Ibu. Kami cek besok.", "revision": 0, "template": kept.pk}
    browser.post(url(assigned, "jawaban/"), told)
    browser.post(url(assigned, "jawaban/"), told | {"revision": 1, "submit": "1"})
    assert TemplateUse.objects.count() == 1
    assert uses_of(templates_for(builders.actor_of(fitri)).get()) == 1
    assert "dipakai 1 kali" in text_of(browser.get("/g/wajo/templat-jawaban/"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kami buka {jam_layanan}.", "Isian {jam_layanan} belum terisi: belum ada di Info layanan dinas ini"),
        ("Halo {nama_depan}.", "jawaban ini dibaca semua orang"),
        ("Halo {apa_saja}.", "isian ini tidak dikenal"),
        ("Halo { Pak.", "sendirian"),
    ],
)
def test_an_answer_with_a_brace_is_held_with_a_sentence_and_keeps_its_words(
    assigned: Case, fitri: Person, screen_of: ScreenOf, text_of: TextOf, text: str, sentence: str
) -> None:
    refused = screen_of(fitri).post(url(assigned, "jawaban/"), {"text": text, "revision": 0, "submit": "1"})
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert f"{text}</textarea>" in refused.content.decode()
    assert not Answer.objects.filter(state="submitted").exists()


def test_what_has_a_value_is_put_in_when_the_answer_is_handed_in(
    assigned: Case, fitri: Person, hours: ServiceInfo, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    told = {"text": "Kasus {nomor_kasus}: kami buka {jam_layanan}.", "revision": 0, "submit": "1"}
    seen = text_of(browser.post(url(assigned, "jawaban/saran/"), told))
    assert f"{{nomor_kasus}} menjadi “{assigned.code}”" in seen
    assert browser.post(url(assigned, "jawaban/"), told).status_code == 302
    answer = Answer.objects.get()
    assert (answer.state, answer.text) == ("submitted", f"Kasus {assigned.code}: kami buka {hours.hours}.")


def test_a_draft_keeps_its_braces(assigned: Case, fitri: Person, screen_of: ScreenOf) -> None:
    screen_of(fitri).post(url(assigned, "jawaban/"), {"text": "Kasus {nomor_kasus}", "revision": 0})
    assert Answer.objects.get().text == "Kasus {nomor_kasus}"


def test_the_service_refuses_a_brace_whoever_calls_it(assigned: Case, fitri: Person) -> None:
    with pytest.raises(AnswerRefusedError, match="belum terisi"):
        answers.submit_answer(
            actor=builders.actor_of(fitri), case=assigned, text="Buka {biaya}.", closes=True, revision=0
        )


@pytest.mark.parametrize("text", ["Halo {sayang}", "Halo } Bu", "NIK 7313025003920001 sudah kami terima"])
def test_a_template_that_could_not_be_sent_is_not_kept(fitri: Person, dinas_pu: Agency, text: str) -> None:
    with pytest.raises(NotKeptError):
        template(fitri, text, dinas_pu)
    assert not ReplyTemplate.objects.exists()


def test_a_liaison_keeps_templates_of_the_own_agency_and_none_for_everyone(
    fitri: Person, dinas_pu: Agency, dinas_kesehatan: Agency
) -> None:
    assert template(fitri, "Terima kasih.", dinas_pu).agency == dinas_pu
    for whose in (None, dinas_kesehatan):
        with pytest.raises(NotAllowedError):
            template(fitri, "Terima kasih.", whose, "Lain")
    entry = Entry.objects.get(action="inbox.template.kept")
    assert entry.data == {"name": "Jam layanan", "whose": "Dinas PU"}


def test_two_templates_of_one_name_are_refused_in_words(
    fitri: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    template(fitri, "Terima kasih.", dinas_pu)
    told = {"name": "Jam layanan", "text": "Lain sama sekali.", "agency": dinas_pu.pk}
    refused = screen_of(fitri).post("/g/wajo/templat-jawaban/baru/", told)
    assert refused.status_code == 422
    assert "Sudah ada templat dengan nama ini" in text_of(refused)
    assert "Lain sama sekali." in refused.content.decode()


def test_a_template_of_fifty_thousand_letters_is_refused_and_not_lost(
    fitri: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {"name": "Panjang", "text": "a" * 50_000, "agency": dinas_pu.pk}
    refused = screen_of(fitri).post("/g/wajo/templat-jawaban/baru/", told)
    assert refused.status_code == 422
    assert "Terlalu panjang" in text_of(refused)
    assert "a" * 50_000 in refused.content.decode()


def test_a_retired_template_is_gone_and_its_name_free_again(fitri: Person, dinas_pu: Agency) -> None:
    first = template(fitri, "Terima kasih.", dinas_pu)
    keeping.retire_template(actor=builders.actor_of(fitri), template=first)
    assert list(templates_for(builders.actor_of(fitri))) == []
    assert template(fitri, "Lain.", dinas_pu).pk != first.pk


def test_the_facts_that_fit_the_case_stand_beside_the_answer(
    assigned: Case, fitri: Person, dinas_pu: Agency, hours: ServiceInfo, screen_of: ScreenOf, text_of: TextOf
) -> None:
    keeping.keep_info(actor=builders.actor_of(fitri), told=facts(dinas_pu, "Izin reklame", words="papan nama"))
    assigned.refresh_from_db()
    assert infos_for_case(assigned) == [hours]
    seen = text_of(screen_of(fitri).get(url(assigned)))
    assert "Perbaikan jalan" in seen
    assert "SK Standar Pelayanan 2026" in seen
    assert "Izin reklame" not in seen


def test_facts_past_their_review_are_marked_and_fill_no_template(
    assigned: Case,
    fitri: Person,
    eko: Person,
    dinas_pu: Agency,
    hours: ServiceInfo,
    screen_of: ScreenOf,
    text_of: TextOf,
) -> None:
    ServiceInfo.objects.update(reviewed_on=date(2026, 1, 1), review_by=date(2026, 6, 1))
    kept = template(eko, "Buka {jam_layanan}.")
    page = screen_of(fitri).get(url(assigned), {"templat": kept.pk})
    assert "Perlu diperiksa lagi sejak" in text_of(page)
    assert "Buka {jam_layanan}.</textarea>" in page.content.decode()


def test_a_services_facts_hold_nothing_that_is_not_for_everyone(fitri: Person, dinas_pu: Agency) -> None:
    with pytest.raises(NotKeptError, match="dibaca semua orang"):
        keeping.keep_info(
            actor=builders.actor_of(fitri), told=facts(dinas_pu, requirements="Bawa NIK 7313025003920001")
        )


def test_facts_are_found_by_the_words_of_the_search(
    fitri: Person, dinas_pu: Agency, hours: ServiceInfo, screen_of: ScreenOf, text_of: TextOf
) -> None:
    browser = screen_of(fitri)
    assert "Perbaikan jalan" in text_of(browser.get("/g/wajo/info-layanan/", {"q": "aspal"}))
    assert "Tidak ditemukan" in text_of(browser.get("/g/wajo/info-layanan/", {"q": "paspor"}))


def test_fitri_writes_facts_on_their_page(fitri: Person, dinas_pu: Agency, screen_of: ScreenOf) -> None:
    told = {
        "service": "Lampu jalan", "agency": dinas_pu.pk, "source": "SK 2/2026", "hours": "24 jam",
        "reviewed_on": "2026-11-23", "review_by": "2027-05-01",
    }  # fmt: skip
    assert screen_of(fitri).post("/g/wajo/info-layanan/baru/", told).status_code == 302
    assert ServiceInfo.objects.get().hours == "24 jam"


def test_a_review_before_the_last_look_is_refused(
    fitri: Person, dinas_pu: Agency, screen_of: ScreenOf, text_of: TextOf
) -> None:
    told = {
        "service": "Lampu jalan", "agency": dinas_pu.pk, "source": "SK 2/2026",
        "reviewed_on": "2026-11-23", "review_by": "2026-01-01",
    }  # fmt: skip
    refused = screen_of(fitri).post("/g/wajo/info-layanan/baru/", told)
    assert refused.status_code == 422
    assert "harus sesudah tanggal diperiksa" in text_of(refused)
