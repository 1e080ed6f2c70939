"""A rule changed in the browser: versions, difference, way back, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import Error as DatabaseError
from django.test import Client

from kentongan.audit.selectors import entries_about
from kentongan.compliance.models import RuleVersion
from kentongan.compliance.rules import Draft
from kentongan.compliance.selectors import check, findings_in
from kentongan.compliance.services import record_election
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.tenancy.models import Government
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
SELLING = "Buruan beli kopi kami hari ini"
OWN = {
    "title": "Nama lama dinas dipakai",
    "demand": "Dinas Kebersihan kini bernama Dinas Lingkungan Hidup.",
    "advice": "Tulis Dinas Lingkungan Hidup.",
    "how": "kata",
    "words": "dinas kebersihan",
    "fails": "Dinas Kebersihan mengangkut sampah",
    "passes": "Dinas Lingkungan Hidup mengangkut sampah",
    "subjects": ["konten"],
    "instrument": "Perbup",
    "number": "12",
    "year": "2025",
    "status": "berlaku",
    "verified": "read",
    "starts": "2025-01-01",
    "why": "Dinas berganti nama",
    "seen": "0",
}


def ids(government: Government, text: str) -> set[str]:
    return {finding.rule.id for finding in findings_in(government.pk, text)}


def change(screen: Client, rule_id: str, **typed: str) -> Any:
    page = screen.get(f"/g/wajo/aturan/{rule_id}/ubah/")
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    told = {name: "" if value is None or value is False else value for name, value in values.items()}
    return screen.post(f"/g/wajo/aturan/{rule_id}/ubah/", told | {"why": "Diminta bagian hukum"} | typed)


def test_eko_adds_a_word_and_it_is_found_from_now_on(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    assert "endorsement-komersial" not in ids(wajo, "Ayo nyapai di kafe kami")
    page = screen_of(eko).get("/g/wajo/aturan/endorsement-komersial/ubah/")
    words = page.context["form"]["daftar_ajakan"].value()
    answer = change(screen_of(eko), "endorsement-komersial", daftar_ajakan=f"{words}\nayo nyapai")
    assert answer.status_code == 302
    assert "endorsement-komersial" in ids(wajo, "Ayo nyapai di kafe kami")
    told = text_of(screen_of(eko).get("/g/wajo/aturan/endorsement-komersial/"))
    assert "ditambah “ayo nyapai”" in told
    assert "Diminta bagian hukum" in told
    assert entries_about(wajo.pk, "compliance.rule", "endorsement-komersial").exists()


def test_a_reminder_is_switched_off_with_a_reason_and_brought_back(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    assert "endorsement-komersial" in ids(wajo, SELLING)
    assert change(screen_of(eko), "endorsement-komersial", off="on").status_code == 302
    assert "endorsement-komersial" not in ids(wajo, SELLING)
    assert "Dimatikan" in text_of(screen_of(eko).get("/g/wajo/aturan/"))
    assert change(screen_of(eko), "endorsement-komersial", off="").status_code == 302
    assert "endorsement-komersial" in ids(wajo, SELLING)
    first = RuleVersion.objects.get(government=wajo, number=1)
    address = f"/g/wajo/aturan/endorsement-komersial/versi/{first.pk}/kembalikan/"
    assert screen_of(eko).post(address, {"why": "Uji", "seen": "2"}).status_code == 302
    assert "endorsement-komersial" not in ids(wajo, SELLING)
    assert RuleVersion.objects.get(government=wajo, number=3).restores == 1


def test_two_people_editing_at_once_do_not_overwrite_each_other(
    wajo: Government, eko: Person, omar: Person, screen_of: Screen, text_of: Read
) -> None:
    assert change(screen_of(eko), "judi", off="on").status_code == 302
    late = change(screen_of(omar), "judi", seen="0", off="")
    assert late.status_code == 422
    assert "Orang lain baru saja mengubah aturan ini" in text_of(late)
    assert RuleVersion.objects.filter(government=wajo).count() == 1


def test_a_version_once_written_cannot_be_changed_in_the_database(
    wajo: Government, eko: Person, screen_of: Screen
) -> None:
    change(screen_of(eko), "judi", off="on")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_ruleversion SET why = 'lain'")


def test_a_change_whose_own_examples_no_longer_hold_is_refused(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = change(screen_of(eko), "endorsement-komersial", daftar_ajakan="order", daftar_usaha="toko")
    assert answer.status_code == 422
    assert "Contoh aturan ini tidak cocok lagi" in text_of(answer)
    assert "endorsement-komersial" in ids(wajo, SELLING)


def test_what_protects_others_offers_nothing_to_soften(eko: Person, screen_of: Screen, text_of: Read) -> None:
    page = screen_of(eko).get("/g/wajo/aturan/pdp-nik/ubah/")
    assert "Ia selalu menghentikan" in text_of(page)
    assert not {"kind", "off"} & set(page.context["form"].fields)
    assert change(screen_of(eko), "pdp-nik", kind="peringatan", off="on").status_code == 302
    assert findings_in(eko.government_id, "NIK 7313025003920001")[0].blocks


def test_netralitas_may_be_made_a_reminder_and_an_agency_may_not_do_so_alone(
    wajo: Government, eko: Person, dinas_pu: Agency, screen_of: Screen, text_of: Read
) -> None:
    support = "Mari menangkan calon bupati terbaik"
    alone = change(screen_of(eko), "netralitas", kind="peringatan", agency=str(dinas_pu.pk))
    assert alone.status_code == 422
    assert "hanya dapat memperketat" in text_of(alone)
    assert change(screen_of(eko), "netralitas", kind="peringatan").status_code == 302
    assert not any(finding.blocks for finding in findings_in(wajo.pk, support))
    assert change(screen_of(eko), "netralitas", kind="blok", agency=str(dinas_pu.pk)).status_code == 302
    assert any(finding.blocks for finding in check(wajo.pk, Draft((("", support),), agency_id=dinas_pu.pk)))
    assert not any(finding.blocks for finding in findings_in(wajo.pk, support))


def test_a_local_rule_is_written_found_and_changed(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    answer = screen_of(eko).post("/g/wajo/aturan/baru/", OWN)
    assert answer.status_code == 302
    (finding,) = [one for one in findings_in(wajo.pk, "Dinas Kebersihan siap") if one.rule.layer == "daerah"]
    assert not finding.blocks
    assert finding.rule.citation == "Perbup 12/2025"
    again = OWN | {"words": "dinas kebersihan\ndkp", "seen": "1", "why": "Singkatannya juga"}
    assert screen_of(eko).post(f"{answer.headers['Location']}ubah/", again).status_code == 302
    assert finding.rule.id in ids(wajo, "DKP siap")
    assert "ditambah “dkp”" in text_of(screen_of(eko).get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"how": "pola", "pattern": "(dinas"}, "polanya tidak terbaca"),
        ({"how": "pola", "pattern": "(a{1,9}){1,9}b"}, "pengulangan di dalam pengulangan"),
        ({"words": ""}, "Tulis apa yang dicari."),
        ({"fails": "Dinas Sosial siap"}, "tidak ditemukan"),
        ({"passes": "Dinas Kebersihan siap"}, "justru ditemukan"),
        ({"ends": "2024-01-01"}, "sebelum tanggal mulainya"),
    ],
)
def test_a_local_rule_that_does_not_hold_together_is_refused_and_nothing_changes(
    wajo: Government, eko: Person, screen_of: Screen, text_of: Read, typed: dict[str, str], why: str
) -> None:
    answer = screen_of(eko).post("/g/wajo/aturan/baru/", OWN | typed)
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not RuleVersion.objects.filter(government=wajo).exists()


def test_ayu_reads_a_rule_and_cannot_change_it(ayu: Person, eko: Person, screen_of: Screen, text_of: Read) -> None:
    page = text_of(screen_of(ayu).get("/g/wajo/aturan/netralitas/"))
    assert "Tulisan ini berpihak" in page
    assert "Ubah untuk" not in page
    assert screen_of(ayu).get("/g/wajo/aturan/netralitas/ubah/").status_code == 403
    assert screen_of(ayu).post("/g/wajo/aturan/baru/", OWN).status_code == 403


def test_what_wajo_changes_is_not_changed_in_palembang(
    wajo: Government, palembang: Government, eko: Person, screen_of: Screen
) -> None:
    change(screen_of(eko), "endorsement-komersial", off="on")
    from kentongan.tenancy.scope import within

    with within(palembang.pk):
        assert "endorsement-komersial" in ids(palembang, SELLING)


def test_an_election_window_tightens_what_only_reminds_otherwise(wajo: Government, eko: Person) -> None:
    text = "Bupati Amran menyerahkan bantuan beras kepada warga Tempe"
    assert findings_in(wajo.pk, text) == ()
    day = clock.now().astimezone(wajo.zone).date()
    record_election(actor=builders.actor_of(eko), title="Pilkada", starts=day, ends=day, names=["Siti Ratna"])
    assert [(one.rule.id, one.blocks) for one in findings_in(wajo.pk, text)] == [("sosok-pejabat-program", True)]
    assert not any(one.blocks for one in findings_in(wajo.pk, "Siti Ratna hadir di pasar"))


def test_an_election_that_ends_before_it_begins_is_refused(eko: Person, screen_of: Screen, text_of: Read) -> None:
    told = {"title": "Pilkada", "starts": "2026-11-30", "ends": "2026-11-01"}
    answer = screen_of(eko).post("/g/wajo/aturan/masa-pemilihan/", told)
    assert answer.status_code == 422
    assert "sebelum tanggal mulainya" in text_of(answer)


def test_a_link_to_a_recorded_address_is_no_longer_warned_about(
    wajo: Government, eko: Person, screen_of: Screen
) -> None:
    text = "Bayar di https://bayar.tirta-wajo.co.id/rekening"
    assert "tautan-luar" in ids(wajo, text)
    told = {"name": "https://www.tirta-wajo.co.id/", "label": "Perumda air minum"}
    assert screen_of(eko).post("/g/wajo/aturan/alamat-resmi/", told).status_code == 302
    assert "tautan-luar" not in ids(wajo, text)
