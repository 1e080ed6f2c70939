"""The plan as its people see it: one month, the tree, campaigns, duties, slots, days, channels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.channels.models import Channel
from kentongan.content.models import Post
from kentongan.content.services import place_in_plan, start_post
from kentongan.core import clock
from kentongan.organizations.models import Agency, Person
from kentongan.planning import services
from kentongan.planning.models import Campaign, ChannelPurpose, Fulfilment, Programme, Quota, Slot, Strategy
from kentongan.planning.rules import first_of
from kentongan.planning.services import Line
from kentongan.planning.views import today_of
from tests.builders import actor_of

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
ROOT = "/g/wajo/rencana/"
MOST_QUERIES = 12


@pytest.fixture
def today(eko: Person) -> date:
    return today_of(actor_of(eko))


@pytest.fixture
def programme(eko: Person, dinas_kesehatan: Agency) -> Programme:
    actor = actor_of(eko)
    vision = services.add_line(actor=actor, line=Line("Wajo sehat", 2020, 2090))
    mission = services.add_line(actor=actor, line=Line("Layanan dasar", 2020, 2090, parent=vision))
    line = Line("Ibu dan anak sehat", 2020, 2090, parent=mission, code="1.02", owner=dinas_kesehatan, priority=True)
    return services.add_line(actor=actor, line=line)


def test_a_month_without_targets_teaches_the_next_step(
    ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    assert "Mulai dari target" in text_of(screen_of(eko).get(ROOT))
    page = text_of(screen_of(ayu).get(ROOT))
    assert "Admin koordinator menetapkannya" in page
    assert "Lihat target" in page


def test_a_month_tells_what_is_missing(
    ayu: Person, eko: Person, dinas_kesehatan: Agency, today: date, screen_of: Screen, text_of: Read
) -> None:
    name = f"q-{dinas_kesehatan.pk}-layanan"
    answer = screen_of(eko).post(f"{ROOT}target/?bulan={today:%Y-%m}", {name: "3", "q-0-layanan": "9", "act": "save"})
    assert answer.status_code == 302
    assert Quota.objects.get().planned == 3
    post = start_post(actor=actor_of(ayu), title="Imunisasi")
    Post.objects.filter(pk=post.pk).update(publish_at=clock.now(), state="published")
    page = text_of(screen_of(ayu).get(ROOT))
    assert "2 kiriman lagi belum direncanakan" in page
    assert "1 terbit, 0 direncanakan, 2 belum ada" in page
    far = text_of(screen_of(ayu).get(ROOT + "?bulan=2031-01"))
    assert "Belum ada target untuk Januari 2031" in far


def test_the_targets_of_the_month_before_are_taken_over(eko: Person, dinas_pu: Agency, screen_of: Screen) -> None:
    services.set_quotas(actor=actor_of(eko), month=date(2026, 11, 1), wanted={(dinas_pu.pk, "layanan"): 4})
    answer = screen_of(eko).post(f"{ROOT}target/?bulan=2026-12", {"act": "repeat"}, follow=True)
    assert "1 target diambil dari bulan sebelumnya" in answer.content.decode()
    assert Quota.objects.filter(month=date(2026, 12, 1)).count() == 1


def test_the_pages_of_the_plan_ask_the_database_little(
    ayu: Person, eko: Person, dinas_kesehatan: Agency, instagram: Channel, today: date, screen_of: Screen
) -> None:
    actor = actor_of(eko)
    services.set_quotas(actor=actor, month=first_of(today), wanted={(dinas_kesehatan.pk, "layanan"): 3})
    for hour in range(6, 12):
        services.keep_slot(
            actor=actor,
            agency=dinas_kesehatan,
            weekday=hour % 7,
            at=clock.now().time().replace(hour=hour),
            channel=instagram,
        )
    owed = services.keep_obligation(actor=actor, duty=services.Duty("Jadwal", dinas_kesehatan, "bulanan"))
    post = start_post(actor=actor_of(ayu), title="Imunisasi")
    services.fulfil(actor=actor_of(ayu), obligation=owed, period_starts=today, post_id=post.pk)
    pages = ("", "target/", "program/", "kampanye/", "berkala/", "kanal/", "slot/", "hari/")
    assert {page: asked(screen_of(eko), page) for page in pages if asked(screen_of(eko), page) > MOST_QUERIES} == {}


def asked(browser: Client, page: str) -> int:
    """The questions of a page, without those only a test asks: the government, savepoints, the scope's return."""
    browser.get(ROOT + page)
    with CaptureQueriesContext(connection) as found:
        browser.get(ROOT + page)
    said = [one["sql"] for one in found if "SAVEPOINT" not in one["sql"]]
    return len(said) - 2


def test_the_tree_shows_programmes_the_public_has_not_heard_of(
    ayu: Person, programme: Programme, screen_of: Screen, text_of: Read
) -> None:
    page = text_of(screen_of(ayu).get(ROOT + "program/?belum"))
    assert "1 dari 1 program belum terpublikasi" in page
    post = start_post(actor=actor_of(ayu), title="Imunisasi")
    Post.objects.filter(pk=post.pk).update(publish_at=clock.now(), state="published", programme=programme)
    assert "Semua 1 program sudah terpublikasi" in text_of(screen_of(ayu).get(ROOT + "program/"))
    assert "Imunisasi" in text_of(screen_of(ayu).get(f"{ROOT}program/{programme.pk}/"))


def test_a_line_is_hung_into_the_tree_changed_and_taken_out(
    eko: Person, programme: Programme, screen_of: Screen
) -> None:
    screen, years = screen_of(eko), {"first_year": 2026, "last_year": 2027}
    assert screen.post(ROOT + "program/", {"name": "Terlalu dalam", "parent": programme.pk} | years).status_code == 422
    backwards = {"name": "Puskesmas", "parent": programme.parent_id, "first_year": 2027, "last_year": 2026}
    assert "sebelum awalnya" in screen.post(ROOT + "program/", backwards).content.decode()
    screen.post(ROOT + "program/", {"name": "Puskesmas dekat", "parent": programme.parent_id} | years)
    made = Programme.objects.get(name="Puskesmas dekat")
    screen.post(
        f"{ROOT}program/{made.pk}/", {"name": "Puskesmas ramah", "parent": made.parent_id, "act": "save"} | years
    )
    made.refresh_from_db()
    assert made.name == "Puskesmas ramah"
    screen.post(f"{ROOT}program/{made.pk}/", {"act": "remove"})
    assert not Programme.objects.filter(pk=made.pk).exists()
    kept = screen.post(f"{ROOT}program/{programme.parent_id}/", {"act": "remove"}, follow=True)
    assert "masih dipakai" in kept.content.decode()


def test_a_campaign_is_written_with_its_brief_and_shows_what_came_of_it(
    ayu: Person, eko: Person, programme: Programme, today: date, screen_of: Screen, text_of: Read
) -> None:
    words = {
        "name": "Pekan imunisasi",
        "agency": ayu.agency_id,
        "basis": "prioritas",
        "programme": programme.pk,
        "starts": str(today),
        "ends": str(today + timedelta(days=7)),
        "planned_posts": 4,
        "goal": "Cakupan naik",
        "audiences": ["orang-tua"],
    }
    screen = screen_of(eko)
    assert screen.post(ROOT + "kampanye/baru/", words | {"goal": ""}).status_code == 422
    page = text_of(screen.post(ROOT + "kampanye/baru/", words, follow=True))
    assert "4 kiriman belum direncanakan" in page
    assert "Belum diisi: analisis situasi" in page
    assert "sudah ada" in screen.post(ROOT + "kampanye/baru/", words).content.decode()
    campaign = Campaign.objects.get()
    screen.post(f"{ROOT}kampanye/{campaign.pk}/ubah/", words | {"risk": "Hujan", "planned_posts": 1})
    post = start_post(actor=actor_of(ayu), title="Imunisasi pagi")
    place_in_plan(actor=actor_of(ayu), post=post, programme_id=None, campaign_id=campaign.pk, audiences=[])
    page = text_of(screen_of(ayu).get(f"{ROOT}kampanye/{campaign.pk}/"))
    assert "Imunisasi pagi" in page
    assert "Hujan" in page
    assert "Pekan imunisasi" in text_of(screen_of(ayu).get(ROOT + "kampanye/"))


def test_a_strategy_for_a_priority_programme_names_it(
    ayu: Person, eko: Person, programme: Programme, screen_of: Screen, text_of: Read
) -> None:
    words = {"title": "Ibu dan anak", "year": 2026, "basis": "prioritas", "aim": "Orang tua tahu jadwalnya"}
    screen = screen_of(eko)
    assert "memerlukan programnya" in screen.post(ROOT + "strategi/baru/", words).content.decode()
    assert screen.post(ROOT + "strategi/baru/", words | {"programme": programme.pk}).status_code == 302
    found = Strategy.objects.get()
    assert "Orang tua tahu jadwalnya" in text_of(screen_of(ayu).get(f"{ROOT}strategi/{found.pk}/"))
    again = screen.post(ROOT + "strategi/baru/", words | {"programme": programme.pk})
    assert "judul lain" in again.content.decode()


def test_one_tap_on_a_day_begins_a_draft_for_that_morning(ayu: Person, today: date, screen_of: Screen) -> None:
    soon = today + timedelta(days=3)
    answer = screen_of(ayu).post(
        "/g/wajo/tulis/", {"title": "Hari jadi", "pillar": "kegiatan", "planned_for": f"{soon}T08:00"}
    )
    assert answer.status_code == 302
    post = Post.objects.get()
    assert post.publish_at is not None
    assert f"{post.publish_at.astimezone(actor_of(ayu).zone):%Y-%m-%d %H:%M}" == f"{soon} 08:00"


def test_what_is_owed_is_told_by_the_draft_begun_from_it(
    ayu: Person, eko: Person, dinas_kesehatan: Agency, today: date, screen_of: Screen, text_of: Read
) -> None:
    form = {
        "name": "Jadwal imunisasi",
        "agency": dinas_kesehatan.pk,
        "period": "bulanan",
        "due_day": 31,
        "pillar": "layanan",
    }
    screen_of(eko).post(ROOT + "berkala/", form)
    assert "sudah punya" in screen_of(eko).post(ROOT + "berkala/", form).content.decode()
    page = text_of(screen_of(ayu).get(ROOT + "berkala/"))
    assert "Jadwal imunisasi" in page
    owed = actor_owed(eko)
    starts = {"obligation": owed, "period": f"{first_of(today)}", "title": "Jadwal", "pillar": "layanan"}
    screen_of(ayu).post("/g/wajo/tulis/", starts)
    assert "Sudah disiapkan" in text_of(screen_of(ayu).get(f"{ROOT}berkala/{owed}/"))
    where = f"{ROOT}berkala/{owed}/"
    screen_of(ayu).post(where, {"act": "unlink", "period": f"{first_of(today)}"})
    assert not Fulfilment.objects.exists()
    nothing = screen_of(ayu).post(where, {"act": "link", "period": f"{first_of(today)}", "post": ""}, follow=True)
    assert "Belum ada kiriman yang dipilih" in nothing.content.decode()
    screen_of(ayu).post(where, {"act": "link", "period": f"{first_of(today)}", "post": Post.objects.get().pk})
    assert Fulfilment.objects.count() == 1
    screen_of(eko).post(where, {"act": "end"})
    assert "Belum ada informasi berkala" in text_of(screen_of(ayu).get(ROOT + "berkala/"))


def actor_owed(eko: Person) -> int:
    from kentongan.planning.selectors import obligations_for

    return obligations_for(actor_of(eko)).get().pk


def test_an_admin_offers_slots_of_the_own_agency(
    ayu: Person, dinas_pu: Agency, dinas_kesehatan: Agency, screen_of: Screen, text_of: Read
) -> None:
    screen = screen_of(ayu)
    form = {"weekday": 3, "at": "12:00", "note": "Tips", "pillar": "edukasi"}
    assert screen.post(ROOT + "slot/", form | {"agency": dinas_pu.pk}).status_code == 422
    screen.post(ROOT + "slot/", form | {"agency": dinas_kesehatan.pk})
    slot = Slot.objects.get()
    assert "Kamis 12.00" in text_of(screen.get(ROOT + "slot/"))
    assert "Slot kosong" in text_of(screen.get(ROOT))
    screen.post(f"{ROOT}slot/{slot.pk}/hapus/")
    assert not Slot.objects.exists()


def test_a_day_the_month_does_not_have_is_refused(eko: Person, screen_of: Screen, text_of: Read) -> None:
    form = {"name": "Pesta danau", "day": 31, "month": 6, "pillar": "kegiatan"}
    assert "hanya sampai tanggal 30" in screen_of(eko).post(ROOT + "hari/", form).content.decode()
    page = text_of(screen_of(eko).post(ROOT + "hari/", form | {"day": 29}, follow=True))
    assert "Pesta danau" in page
    assert "Hari Pahlawan" in page


def test_the_channel_plan_is_told_and_used(eko: Person, instagram: Channel, screen_of: Screen, text_of: Read) -> None:
    form = {"platform": "instagram", "purpose": "Kartu informasi", "audiences": ["gen-z"], "pillars": ["edukasi"]}
    screen_of(eko).post(ROOT + "kanal/", form)
    screen_of(eko).post(ROOT + "kanal/", form | {"purpose": "Foto", "channel": instagram.pk, "urgent": "on"})
    assert ChannelPurpose.objects.count() == 2
    page = text_of(screen_of(eko).get(f"{ROOT}kanal/?platform=instagram&akun={instagram.pk}"))
    assert "Untuk Gen Z" in page
    assert "Kartu informasi" in page
    assert screen_of(eko).post(ROOT + "kanal/", form | {"purpose": ""}).status_code == 422


def test_own_audiences_are_added_and_given_up(eko: Person, screen_of: Screen) -> None:
    screen = screen_of(eko)
    said = screen.post(ROOT + "khalayak/", {"name": "Nelayan"}, follow=True).content.decode()
    assert "Nelayan" in said
    assert "sudah ada" in screen.post(ROOT + "khalayak/", {"name": "umum"}, follow=True).content.decode()
    assert "masih kosong" in screen.post(ROOT + "khalayak/", {"name": ""}, follow=True).content.decode()
