from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.audit.models import Entry
from kentongan.channels import services as channels
from kentongan.channels.models import Channel, Credential, Grant, RemoteObject
from kentongan.connectors.contract import AuthorizationExpired, OutcomeUnknown, Reason, Rejected
from kentongan.core import clock
from kentongan.media.rules import MediaRefusedError
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import system
from kentongan.organizations.models import Person
from kentongan.outbox import services, states
from kentongan.outbox.models import Delivery
from kentongan.outbox.services import DecisionRefusedError
from kentongan.outbox.tests.conftest import KIND, NOON, Told
from kentongan.outbox.tests.fake import UPLOAD, FakePlatform
from kentongan.work.models import Notice, Task
from kentongan.work.selectors import tasks_for
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]
LINK = "https://www.threads.net/@dinkes/post/abc"


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def picture() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (800, 800), "teal").save(held, "PNG")
    return SimpleUploadedFile("layar.png", held.getvalue(), content_type="image/png")


def asked(who: Person) -> list[str]:
    return [task.kind for task in tasks_for(builders.actor_of(who))]


@pytest.fixture
def threads(writer: Person) -> Channel:
    """Ayu's agency on Threads: no keys at all."""
    channel = channels.register_by_hand(
        actor=system(writer.government_id),
        agency=writer.agency,
        platform="threads",
        name="Dinas Kesehatan",
        address="https://www.threads.net/@dinkes",
    )
    builders.grant(writer, channel)
    return channel


@pytest.fixture
def waiting(promise: Promise, threads: Channel, pass_time: PassTime) -> Delivery:
    """A post of Ayu's whose time has come on Threads."""
    delivery = promise(on=threads)
    pass_time()
    return fresh(delivery)


def test_where_no_connection_exists_the_person_is_asked_and_the_platform_is_never_called(
    waiting: Delivery, platform: FakePlatform, writer: Person
) -> None:
    assert not Credential.objects.filter(channel=waiting.channel).exists()
    assert (waiting.state, waiting.sentence) == (states.BY_HAND, "Menunggu diunggah orang")
    assert (platform.calls, platform.asked) == ([], 0)
    assert asked(writer) == ["outbox.by_hand"]
    assert Notice.objects.filter(person=writer, kind="action").count() == 1


def test_a_link_is_the_proof_and_ends_the_task(waiting: Delivery, writer: Person, told: Told) -> None:
    services.note_uploaded(actor=builders.actor_of(writer), delivery=waiting, permalink=LINK)
    done = fresh(waiting)
    assert (done.state, done.permalink, done.remote_id) == (states.PUBLISHED, LINK, f"manual:{waiting.pk}")
    assert asked(writer) == []
    assert told.published == [(waiting.subject_id, done.remote_id, LINK)]
    assert RemoteObject.objects.get(channel=waiting.channel).text == "Posyandu besok pukul 08.00"
    assert Entry.objects.filter(action="outbox.hand.uploaded").count() == 1


def test_a_picture_is_proof_as_well_and_is_kept(
    waiting: Delivery, writer: Person, tmp_path: object, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    services.note_uploaded(actor=builders.actor_of(writer), delivery=waiting, screenshot=picture())
    done = fresh(waiting)
    assert done.state == states.PUBLISHED
    assert done.proof.agency_id == waiting.agency_id


def test_without_proof_it_is_not_called_published(waiting: Delivery, writer: Person) -> None:
    actor = builders.actor_of(writer)
    with pytest.raises(DecisionRefusedError, match="Buktinya"):
        services.note_uploaded(actor=actor, delivery=waiting)
    text = SimpleUploadedFile("bukti.png", b"bukan gambar")
    with pytest.raises(MediaRefusedError):
        services.note_uploaded(actor=actor, delivery=waiting, screenshot=text)
    assert fresh(waiting).state == states.BY_HAND


def test_whoever_decides_against_uploading_says_why(waiting: Delivery, writer: Person, told: Told) -> None:
    services.give_up(actor=builders.actor_of(writer), delivery=waiting, reason="acara batal")
    assert fresh(waiting).state == states.CANCELLED
    assert told.settled == [(waiting.subject_id, states.CANCELLED)]
    assert asked(writer) == []


def test_after_half_an_hour_the_agency_and_after_two_hours_the_coordinator_is_asked(
    waiting: Delivery, writer: Person, eko: Person, pass_time: PassTime
) -> None:
    pass_time(timedelta(minutes=29), every=timedelta(minutes=1))
    assert Task.objects.filter(role="admin").count() == 0
    pass_time(timedelta(minutes=31), every=timedelta(minutes=1))
    assert Notice.objects.filter(person=writer, sentence__contains="Sudah Anda unggah?").count() == 1
    assert Task.objects.filter(role="admin", agency_id=waiting.agency_id, done_at=None).count() == 1
    assert "outbox.by_hand" not in asked(eko)
    pass_time(timedelta(hours=5), every=timedelta(minutes=10))
    assert "outbox.by_hand" in asked(eko)
    assert Notice.objects.filter(sentence__contains="Sudah Anda unggah?").count() == 1
    services.note_uploaded(actor=builders.actor_of(eko), delivery=waiting, permalink=LINK)
    assert not Task.objects.filter(kind="outbox.by_hand", done_at=None).exists()


def test_a_freeze_takes_the_task_away_and_its_end_brings_it_back(
    waiting: Delivery, writer: Person, eko: Person, pass_time: PassTime
) -> None:
    chief = builders.actor_of(eko)
    frozen = services.freeze(actor=chief, reason="Ada musibah")
    pass_time()
    assert (fresh(waiting).state, asked(writer)) == (states.HELD, [])
    assert Notice.objects.filter(person=writer, sentence__startswith="Jangan unggah").count() == 1
    services.unfreeze(actor=chief, freeze=frozen, reason="Sudah reda")
    pass_time(timedelta(minutes=1))
    assert (fresh(waiting).state, asked(writer)) == (states.BY_HAND, ["outbox.by_hand"])


def test_what_is_withdrawn_is_no_longer_to_be_uploaded(waiting: Delivery, writer: Person) -> None:
    actor = builders.actor_of(writer)
    assert services.withdraw(actor=actor, subject_type=KIND, subject_id=waiting.subject_id, reason="keliru") == 1
    assert (fresh(waiting).state, asked(writer)) == (states.CANCELLED, [])
    assert Notice.objects.filter(person=writer, sentence__startswith="Jangan unggah").count() == 1


def test_whoever_had_uploaded_it_just_before_it_was_taken_back_can_say_so(
    waiting: Delivery, writer: Person, promise: Promise
) -> None:
    actor = builders.actor_of(writer)
    services.withdraw(actor=actor, subject_type=KIND, subject_id=waiting.subject_id, reason="keliru")
    services.note_uploaded(actor=actor, delivery=waiting, permalink=LINK)
    assert (fresh(waiting).state, fresh(waiting).last_code) == (states.PUBLISHED, "uploaded_anyway")
    never = promise(after=timedelta(hours=1))
    services.withdraw(actor=actor, subject_type=KIND, subject_id=never.subject_id, reason="keliru")
    with pytest.raises(DecisionRefusedError):
        services.note_uploaded(actor=actor, delivery=never, permalink=LINK)


def test_what_is_too_late_is_no_longer_to_be_uploaded(
    promise: Promise, threads: Channel, pass_time: PassTime, writer: Person
) -> None:
    delivery = promise(on=threads, useless_after=timedelta(hours=1))
    pass_time(timedelta(hours=2), every=timedelta(minutes=10))
    assert (fresh(delivery).state, asked(writer)) == (states.EXPIRED, [])


def test_an_approval_that_ends_meanwhile_asks_for_a_decision(
    promise: Promise, threads: Channel, pass_time: PassTime
) -> None:
    delivery = promise(on=threads, valid_until=NOON + timedelta(minutes=20))
    pass_time(timedelta(minutes=30), every=timedelta(minutes=10))
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "approval_over")


def test_an_account_that_is_paused_asks_nobody_to_upload(
    waiting: Delivery, eko: Person, pass_time: PassTime, writer: Person
) -> None:
    chief = builders.actor_of(eko)
    channels.pause(actor=chief, channel=waiting.channel, reason="kata sandi bocor")
    pass_time()
    assert (fresh(waiting).state, asked(writer)) == (states.CHANNEL_PAUSED, [])
    channels.resume(actor=chief, channel=Channel.objects.get(pk=waiting.channel_id))
    pass_time(timedelta(minutes=1))
    assert fresh(waiting).state == states.BY_HAND


def test_nobody_without_the_right_is_asked_to_upload(
    promise: Promise, threads: Channel, pass_time: PassTime, writer: Person
) -> None:
    delivery = promise(on=threads, after=timedelta(minutes=5))
    channels.revoke_grant(
        actor=system(writer.government_id),
        grant=Grant.objects.get(channel=threads, revoked_on=None),
        on=clock.now().date() - timedelta(days=1),
        reason="pindah",
    )
    pass_time(timedelta(minutes=6))
    assert (fresh(delivery).state, fresh(delivery).last_code) == (states.NEEDS_PERSON, "right_lapsed")


# ------------------------------------------------------------------ where a connection exists


def test_what_a_platform_refuses_may_be_uploaded_by_a_person_instead(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    platform.script = {"container": [Rejected(Reason.MEDIA)]}
    delivery = promise()
    pass_time()
    services.take_in_hand(actor=builders.actor_of(writer), delivery=delivery, reason="lewat aplikasi bisa")
    pass_time(timedelta(minutes=5))
    assert (fresh(delivery).state, platform.calls, asked(writer)) == (
        states.BY_HAND,
        ["container"],
        ["outbox.by_hand"],
    )
    services.note_uploaded(
        actor=builders.actor_of(writer), delivery=delivery, permalink="https://www.instagram.com/p/abc/"
    )
    assert fresh(delivery).state == states.PUBLISHED
    assert not RemoteObject.objects.exists()


def test_an_account_to_be_reconnected_does_not_stop_whoever_uploads_by_hand(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    platform.script = {"container": [AuthorizationExpired(Reason.TOKEN)]}
    delivery = promise()
    pass_time()
    assert fresh(delivery).state == states.CHANNEL_PAUSED
    services.take_in_hand(actor=builders.actor_of(writer), delivery=delivery, reason="mendesak")
    pass_time(timedelta(minutes=5))
    assert fresh(delivery).state == states.BY_HAND


@pytest.mark.parametrize("boundary", ["doubt", "upload"])
def test_while_it_may_be_public_nobody_uploads_it_a_second_time(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person, boundary: str
) -> None:
    if boundary == "doubt":
        platform.script = {"publish": [OutcomeUnknown(Reason.TIMEOUT)]}
    else:
        platform.plan_of, platform.script = UPLOAD, {"upload": [AuthorizationExpired(Reason.TOKEN)]}
    delivery = promise()
    pass_time()
    Delivery.objects.filter(pk=delivery.pk, state=states.UNKNOWN).update(state=states.NEEDS_PERSON)
    with pytest.raises(DecisionRefusedError, match="mungkin sudah tayang"):
        services.take_in_hand(actor=builders.actor_of(writer), delivery=delivery, reason="mendesak")


def test_under_a_freeze_or_without_the_right_nobody_takes_it_in_hand(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person, eko: Person, citra: Person
) -> None:
    platform.script = {"container": [Rejected(Reason.MEDIA)]}
    delivery = promise()
    pass_time()
    for who in (eko, citra):
        with pytest.raises(NotAllowedError):
            services.take_in_hand(actor=builders.actor_of(who), delivery=delivery, reason="coba")
    services.freeze(actor=builders.actor_of(eko), reason="Ada musibah")
    with pytest.raises(DecisionRefusedError, match="pembekuan"):
        services.take_in_hand(actor=builders.actor_of(writer), delivery=delivery, reason="coba")


def test_sending_it_again_hands_it_back_to_the_connection(
    promise: Promise, pass_time: PassTime, platform: FakePlatform, writer: Person
) -> None:
    platform.script = {"container": [Rejected(Reason.MEDIA)]}
    delivery = promise(valid_until=NOON + timedelta(minutes=10))
    pass_time()
    actor = builders.actor_of(writer)
    services.take_in_hand(actor=actor, delivery=delivery, reason="coba")
    pass_time(timedelta(minutes=12), every=timedelta(minutes=4))
    Delivery.objects.filter(pk=delivery.pk, state=states.NEEDS_PERSON).update(valid_until=None)
    services.decide(actor=actor, delivery=delivery, decision="send_again", reason="sudah bisa")
    pass_time(timedelta(minutes=1))
    assert (fresh(delivery).state, platform.public) == (states.PUBLISHED, [str(delivery.pk)])
