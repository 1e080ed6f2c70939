from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.audit.models import Entry
from kentongan.channels.models import RemoteObject
from kentongan.connectors.contract import Act, Outbound, Outcome, Published, Safety, Step
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.models import Person
from kentongan.outbox import services, states
from kentongan.outbox.acts import ACTS, RIGHTS
from kentongan.outbox.ledger import described
from kentongan.outbox.models import Delivery
from kentongan.outbox.services import ActRefusedError
from kentongan.outbox.tests.fake import FakePlatform
from kentongan.work.models import Notice
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.as_worker]
Promise = Callable[..., Delivery]
PassTime = Callable[..., None]


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("channel").get(pk=delivery.pk)


def obey(platform: FakePlatform, outbound: Outbound) -> Outcome:
    platform.public.append(f"{outbound.act} {outbound.target_id} {outbound.text}".strip())
    return Published(outbound.target_id)


@pytest.fixture
def post(promise: Promise, pass_time: PassTime, platform: FakePlatform) -> RemoteObject:
    """A post of Ayu's that is public; from here on the platform does what it is told."""
    promise("Posyandu besok")
    pass_time()
    platform.plan_of, platform.script, platform.public = (Step("do", Safety.REPEATABLE),), {"do": [obey] * 9}, []
    return RemoteObject.objects.select_related("channel").get()


def ask(post: RemoteObject, who: Person, act: Act = Act.DELETE, text: str = "") -> Delivery:
    return services.act_on(actor=builders.actor_of(who), remote=post, act=act, reason="salah tanggal", text=text)


def test_every_act_has_a_name_and_a_right() -> None:
    assert set(ACTS) == set(RIGHTS) == set(Act)


def test_a_post_is_taken_away_and_known_to_be_gone(
    post: RemoteObject, writer: Person, pass_time: PassTime, platform: FakePlatform
) -> None:
    delivery = ask(post, writer)
    pass_time()
    post.refresh_from_db()
    assert platform.public == [f"delete {post.remote_id}"]
    assert post.removed_at is not None
    assert fresh(delivery).sentence == "Sudah dihapus dari platform"
    assert described(delivery)[0] == "Hapus dari platform: Posyandu besok"
    assert Entry.objects.filter(action="outbox.asked.delete").count() == 1
    assert Entry.objects.filter(action="outbox.deleted").count() == 1
    assert RemoteObject.objects.count() == 1


def test_new_words_of_a_post_are_known_and_it_can_be_changed_again(
    post: RemoteObject, writer: Person, pass_time: PassTime
) -> None:
    for text in ("Posyandu lusa", "Posyandu Kamis"):
        ask(post, writer, Act.EDIT, text)
        pass_time()
        post.refresh_from_db()
        assert post.text == text
    assert Delivery.objects.filter(act=Act.EDIT, state=states.PUBLISHED).count() == 2


def test_asking_twice_for_the_same_is_asking_once(
    post: RemoteObject, writer: Person, pass_time: PassTime, platform: FakePlatform
) -> None:
    assert ask(post, writer).pk == ask(post, writer).pk
    pass_time(timedelta(minutes=1))
    assert len(platform.public) == 1


def test_what_is_gone_or_unchanged_is_refused_in_a_sentence(
    post: RemoteObject, writer: Person, pass_time: PassTime
) -> None:
    for act, text in ((Act.EDIT, "Posyandu besok"), (Act.EDIT, " "), (Act.HIDE, "")):
        with pytest.raises(ActRefusedError):
            ask(post, writer, act, text)
    ask(post, writer)
    pass_time()
    post.refresh_from_db()
    with pytest.raises(ActRefusedError, match="sudah dihapus"):
        ask(post, writer)


def test_without_the_right_nothing_is_taken_away(post: RemoteObject, eko: Person, citra: Person) -> None:
    for who in (eko, citra):
        with pytest.raises(NotAllowedError):
            ask(post, who)


def test_a_citizens_comment_is_hidden_and_shown_and_hidden_again(
    post: RemoteObject, writer: Person, pass_time: PassTime, platform: FakePlatform
) -> None:
    for act in (Act.HIDE, Act.UNHIDE, Act.HIDE):
        services.act_on_target(
            actor=builders.actor_of(writer),
            channel=post.channel,
            act=act,
            target_id="k-1",
            target_kind="comment",
            about="judi online",
            subject_id="k-1",
            reason="judi",
        )
        pass_time()
    assert platform.public == ["hide k-1", "unhide k-1", "hide k-1"]
    assert not RemoteObject.objects.filter(remote_id="k-1").exists()


def test_whoever_asked_hears_that_it_is_done(post: RemoteObject, writer: Person, pass_time: PassTime) -> None:
    ask(post, writer)
    pass_time()
    assert Notice.objects.filter(person=writer, sentence__startswith="Sudah dihapus dari platform").exists()


def test_a_freeze_stops_speaking_and_lets_takedowns_through(
    post: RemoteObject, writer: Person, eko: Person, pass_time: PassTime, platform: FakePlatform
) -> None:
    services.freeze(actor=builders.actor_of(eko), reason="akun dibajak")
    gone, changed = ask(post, writer), ask(post, writer, Act.EDIT, "Kata-kata baru")
    pass_time(timedelta(minutes=1))
    assert fresh(gone).state == states.PUBLISHED
    assert fresh(changed).state == states.HELD
    assert platform.public == [f"delete {post.remote_id}"]
