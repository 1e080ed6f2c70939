"""From a claim to a verdict that everyone can read: two persons, no citizen's name, a clarification linked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kentongan.audit.models import Entry
from kentongan.channels.models import RemoteObject
from kentongan.connectors.contract import RemoteComment
from kentongan.content.models import Post
from kentongan.content.selectors import versions_of
from kentongan.content.services import choose_channels
from kentongan.content.tests.conftest import photo
from kentongan.core import clock
from kentongan.hoaxes import services
from kentongan.hoaxes.models import Claim, Evidence
from kentongan.hoaxes.selectors import claims_for, public_page
from kentongan.hoaxes.services import ClaimRefusedError, StaleClaimError, Told
from kentongan.inbox.intake import process, store_polled
from kentongan.inbox.models import Conversation
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within
from kentongan.work.selectors import tasks_for
from tests import builders

Screen = Callable[[Person], Client]
Read = Callable[[Any], str]
FACT = "Bantuan hanya didaftarkan di kantor desa; tidak ada tautan pendaftaran."
TOLD = Told("Bantuan lewat tautan pesan", "Ada tautan untuk mendaftar bantuan tunai.", "false", FACT)
PUBLIC = "/g/wajo/cek-fakta/"


@pytest.fixture
def indra(diskominfo: Agency) -> Person:
    return builders.person("Indra Pelangi", (Role.PPID,), diskominfo)


@pytest.fixture
def claim(ayu: Person) -> Claim:
    return services.record_claim(actor=builders.actor_of(ayu), told=TOLD, source="hand")


@pytest.fixture
def proposed(claim: Claim, ayu: Person) -> Claim:
    actor = builders.actor_of(ayu)
    services.add_evidence(actor=actor, claim=claim, label="Laman Dinas Sosial", url="https://dinsos.example.go.id/1")
    return services.propose(actor=actor, claim=claim, revision=claim.revision, told=TOLD)


@pytest.fixture
def published(proposed: Claim, eko: Person) -> Claim:
    return services.publish(actor=builders.actor_of(eko), claim=proposed, revision=proposed.revision)


def test_a_comment_becomes_a_claim_and_the_citizens_name_stays_inside(
    ayu: Person, instagram: Any, screen_of: Screen, text_of: Read
) -> None:
    words = "katanya daftar di sini, hubungi 0812 3456 7890"
    comment = RemoteComment(remote_id="c-1", post_id="p-1", text=words, author_name="rani_wajo", created_at=clock.now())
    store_polled(instagram, [comment])
    process(instagram.government_id)
    talk, browser = Conversation.objects.get(), screen_of(ayu)
    way = f"/g/wajo/hoaks/catat/?percakapan={talk.pk}"
    assert way in text_of(browser.get(f"/g/wajo/kotak-masuk/{talk.pk}/"))
    form = text_of(browser.get(way))
    assert "hubungi 0812" in form
    assert "7890" not in form
    assert "rani_wajo" not in form
    answer = browser.post(way, {"title": TOLD.title, "said": "Daftar lewat 0812 3456 7890.", "found_at": ""})
    kept = Claim.objects.get()
    assert answer.headers["Location"].endswith(f"/hoaks/{kept.pk}/")
    assert (kept.source, kept.conversation) == ("comment", talk)
    assert "3456" not in kept.said
    assert TOLD.title in text_of(browser.get(f"/g/wajo/kotak-masuk/{talk.pk}/"))


def test_a_link_is_noted_as_news_with_the_place_where_it_spreads(ayu: Person, screen_of: Screen, text_of: Read) -> None:
    browser = screen_of(ayu)
    told = {"title": TOLD.title, "said": TOLD.said}
    wrong = browser.post("/g/wajo/hoaks/catat/", told | {"found_at": "di grup"})
    assert "Alamatnya tidak lengkap" in text_of(wrong)
    browser.post("/g/wajo/hoaks/catat/", told | {"found_at": "https://kabar.example.com/1"})
    kept = Claim.objects.get()
    assert kept.source == "news"
    assert "kabar.example.com/1" in text_of(browser.get(f"/g/wajo/hoaks/{kept.pk}/"))


def test_a_verdict_without_evidence_is_kept_and_not_proposed(
    claim: Claim, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    told = {"title": TOLD.title, "said": TOLD.said, "verdict": "misleading", "explanation": FACT}
    answer = screen_of(ayu).post(f"/g/wajo/hoaks/{claim.pk}/periksa/", told | {"revision": 1, "act": "propose"})
    assert answer.status_code == 422
    assert "Masih kurang: paling sedikit satu bukti." in text_of(answer)
    claim.refresh_from_db()
    assert (claim.state, claim.verdict) == ("checking", "misleading")


def test_the_second_person_publishes_and_everyone_reads_it_without_signing_in(
    proposed: Claim, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    assert tasks_for(builders.actor_of(eko)).filter(subject_id=str(proposed.pk)).exists()
    visitor = Client()
    assert visitor.get(f"{PUBLIC}{proposed.pk}/").status_code == 404
    answer = screen_of(eko).post(
        f"/g/wajo/hoaks/{proposed.pk}/putuskan/", {"act": "publish", "revision": proposed.revision}
    )
    assert answer.status_code == 302
    page = visitor.get(PUBLIC)
    assert "max-age=60" in page.headers["Cache-Control"]
    assert "Set-Cookie" not in page.headers
    assert "csrf" not in text_of(page)
    assert TOLD.title in text_of(page)
    told = text_of(visitor.get(f"{PUBLIC}{proposed.pk}/"))
    assert FACT in told
    assert "dinsos.example.go.id/1" in told
    assert "Ayu" not in told
    assert TOLD.title not in text_of(visitor.get(PUBLIC, {"putusan": "true"}))
    assert not tasks_for(builders.actor_of(eko)).filter(subject_id=str(proposed.pk)).exists()


def test_nobody_publishes_what_they_checked_themselves(claim: Claim, eko: Person, indra: Person) -> None:
    chief = builders.actor_of(eko)
    services.add_evidence(actor=chief, claim=claim, label="Laman", url="https://a.example.go.id/")
    kept = services.propose(actor=chief, claim=claim, revision=claim.revision, told=TOLD)
    with pytest.raises(NotAllowedError, match="diumumkan orang lain") as refusal:
        services.publish(actor=chief, claim=kept, revision=kept.revision)
    assert "Indra" in refusal.value.who_can
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=kept.pk).update(state="published", published_at=clock.now(), decided_by=eko)
    done = services.publish(actor=builders.actor_of(indra), claim=kept, revision=kept.revision)
    assert done.state == "published"


@pytest.mark.parametrize(
    ("words", "why"), [("Kata rani_wajo begitu.", "nama warga"), ("Hubungi 0812 3456 7890.", "Belum dapat diumumkan")]
)
def test_a_verdict_that_names_a_citizen_or_shows_a_number_is_not_published(
    proposed: Claim, ayu: Person, eko: Person, instagram: Any, words: str, why: str
) -> None:
    talk = Conversation.objects.create(
        government_id=proposed.government_id,
        channel=instagram,
        root_id="c-9",
        author_name="rani_wajo",
        excerpt="…",
        opened_at=clock.now(),
        last_at=clock.now(),
    )
    Claim.objects.filter(pk=proposed.pk).update(explanation=words, conversation=talk)
    with pytest.raises(ClaimRefusedError, match=why):
        services.publish(actor=builders.actor_of(eko), claim=proposed, revision=proposed.revision)


def test_a_retracted_verdict_is_gone_for_the_public_and_stays_in_the_trail(
    published: Claim, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    place = f"/g/wajo/hoaks/{published.pk}/putuskan/"
    silent = screen_of(eko).post(place, {"act": "retract", "revision": published.revision})
    assert "Alasannya belum ditulis" in text_of(silent)
    screen_of(eko).post(place, {"act": "retract", "revision": published.revision, "reason": "Sumbernya keliru."})
    assert Client().get(f"{PUBLIC}{published.pk}/").status_code == 404
    assert Entry.objects.filter(action="hoaxes.published", subject_id=str(published.pk)).exists()
    twice = screen_of(eko).post(place, {"act": "retract", "revision": published.revision, "reason": "Lagi."})
    assert twice.status_code == 409


def test_the_clarification_begins_from_its_template_and_is_linked_once_it_is_public(
    published: Claim, ayu: Person, screen_of: Screen, text_of: Read
) -> None:
    place = f"/g/wajo/hoaks/{published.pk}/klarifikasi/"
    for _ in range(2):
        assert screen_of(ayu).post(place).status_code == 302
    post = Post.objects.get()
    assert (post.kind, post.title) == ("klarifikasi", f"Faktanya: {FACT.rstrip('.')}")
    assert "Dasarnya: Laman Dinas Sosial (https://dinsos.example.go.id/1)" in post.story
    assert "/g/wajo/cek-fakta/" in post.story
    channel = builders.channel(ayu.agency, "facebook")
    choose_channels(actor=builders.actor_of(ayu), post=post, revision=post.revision, channels={channel.pk})
    RemoteObject.objects.create(
        government_id=post.government_id,
        channel=channel,
        kind="post",
        remote_id="1",
        permalink="https://facebook.example/1",
        subject_type="content.version",
        subject_id=str(versions_of(post).get().pk),
        published_at=clock.now(),
    )
    assert "https://facebook.example/1" in text_of(Client().get(f"{PUBLIC}{published.pk}/"))


def test_two_people_at_once_lose_nothing(
    claim: Claim, ayu: Person, eko: Person, screen_of: Screen, text_of: Read
) -> None:
    services.change_claim(actor=builders.actor_of(eko), claim=claim, revision=1, told=TOLD)
    with pytest.raises(StaleClaimError):
        services.change_claim(actor=builders.actor_of(ayu), claim=claim, revision=1, told=TOLD)
    told = {"title": TOLD.title, "said": "Kata-kata Ayu.", "verdict": "", "explanation": "", "revision": 1}
    answer = screen_of(ayu).post(f"/g/wajo/hoaks/{claim.pk}/periksa/", told)
    assert answer.status_code == 409
    assert "Kata-kata Ayu." in text_of(answer)


def test_a_picture_is_evidence_for_officers_alone(
    claim: Claim, ayu: Person, screen_of: Screen, text_of: Read, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    browser, place = screen_of(ayu), f"/g/wajo/hoaks/{claim.pk}/bukti/"
    assert "Belum ada bukti" in text_of(browser.post(place, {"label": "Tangkapan layar"}))
    inside = {"label": "Catatan", "url": "http://10.0.0.5/catatan", "public": "on"}
    assert "hanya terbuka di jaringan kantor" in text_of(browser.post(place, inside))
    browser.post(place, {"label": "Tangkapan layar", "file": photo(), "public": "on"})
    kept = Evidence.objects.get()
    assert (kept.public, kept.asset is not None) == (False, True)
    assert "hanya untuk petugas" in text_of(browser.get(f"/g/wajo/hoaks/{claim.pk}/"))


def test_another_agency_and_another_government_see_none_of_it(
    published: Claim, citra: Person, indra: Person, palembang: Government
) -> None:
    assert not claims_for(builders.actor_of(citra)).exists()
    assert claims_for(builders.actor_of(indra)).exists()
    with within(palembang.pk):
        assert public_page(palembang.pk, "", "").rows == []
        assert not Claim.objects.exists()
    assert Client().get(f"/g/palembang/cek-fakta/{published.pk}/").status_code == 404
    assert Client().get("/cek-fakta/").status_code == 404


def test_the_public_list_is_paged_by_key(wajo: Government, ayu: Person, eko: Person, text_of: Read) -> None:
    now = clock.now()
    for number in range(21):
        Claim.objects.create(
            government=wajo,
            agency=ayu.agency,
            source="hand",
            title=f"Kabar ke-{number:02}",
            said="…",
            state="published",
            verdict="true",
            explanation="…",
            recorded_by=ayu,
            recorded_at=now,
            changed_at=now,
            checked_by=ayu,
            decided_by=eko,
            published_at=now - timedelta(hours=number),
        )
    first = public_page(wajo.pk, "", "")
    assert len(first.rows) == 20
    assert "Kabar ke-20" in text_of(Client().get(PUBLIC, {"sesudah": first.more}))


def test_only_who_may_decides(proposed: Claim, ayu: Person, eko: Person, screen_of: Screen, text_of: Read) -> None:
    place = f"/g/wajo/hoaks/{proposed.pk}/"
    assert "Umumkan putusan ini" not in text_of(screen_of(ayu).get(place))
    assert screen_of(ayu).post(f"{place}putuskan/", {"act": "publish"}).status_code == 403
    assert "Umumkan putusan ini" in text_of(screen_of(eko).get(place))
    assert screen_of(eko).post(f"{place}putuskan/", {"act": "terbang"}).status_code == 422
    back = {"act": "return", "reason": "Tambahkan sumber.", "revision": proposed.revision}
    screen_of(eko).post(f"{place}putuskan/", back)
    assert "Tambahkan sumber." in text_of(screen_of(ayu).get(place))
    proposed.refresh_from_db()
    with pytest.raises(ClaimRefusedError):
        services.close(actor=builders.actor_of(eko), claim=proposed, revision=proposed.revision, reason=" ")
