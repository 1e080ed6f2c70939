"""A repeated post from its approval to its last day: what goes out, what does not, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from kentongan.approvals.selectors import approved_hash, waiting_for
from kentongan.approvals.services import LapsedError, approve
from kentongan.approvals.services import keep_due as keep_approvals
from kentongan.audit.models import Entry
from kentongan.channels.models import Channel
from kentongan.connectors.contract import OutcomeUnknown, Reason
from kentongan.content import services, states
from kentongan.content.after import standings_of
from kentongan.content.calendar.filters import Filters
from kentongan.content.calendar.selectors import series as times_of
from kentongan.content.models import Occurrence, Post
from kentongan.content.recurrence import Every, Recurrence
from kentongan.content.selectors import media_of
from kentongan.content.series import past_of
from kentongan.content.services import Draft, NotEditableError, NotReadyError, keep_due, save_draft, submit_for_review
from kentongan.content.services.guard import OCCURRENCE_SUBJECT
from kentongan.core import clock
from kentongan.organizations.access import NotAllowedError
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person
from kentongan.outbox.doors import real
from kentongan.outbox.models import Delivery
from kentongan.outbox.runner import run_once
from kentongan.outbox.services import freeze
from kentongan.outbox.tests.fake import FakePlatform, doors
from kentongan.work.selectors import notices_for, tasks_for
from tests import builders

pytestmark = [pytest.mark.as_worker]
WORDS = "Jadwal posyandu {hari}, {tanggal}, pukul 08.00 di semua puskesmas."
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)


@dataclass
class Machine:
    """The worker: at each moment both of its loops live once, and then a few times more."""

    platform: FakePlatform = field(default_factory=FakePlatform)

    def live(self, at: datetime) -> None:
        ways = replace(doors(self.platform), media_files=real().media_files)
        with clock.stopped_at(at):
            for _ in range(2):
                keep_due(at=at)
                run_once(at, doors=ways)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def monday(ayu_acts: Actor) -> datetime:
    """A Monday to come, seven o'clock by the clocks of Wajo."""
    here = clock.now().astimezone(ayu_acts.zone) + timedelta(days=2)
    day = here.date() + timedelta(days=-here.weekday() % 7 or 7)
    return datetime.combine(day, time(7), ayu_acts.zone)


@pytest.fixture
def weekly(monday: datetime) -> Recurrence:
    return Recurrence(Every.WEEK, time(7), monday.date(), monday.date() + timedelta(weeks=5), weekdays=(0,))


Write = Callable[..., Post]


@pytest.fixture
def series(ayu_acts: Actor, bima_acts: Actor, draft_of: Write, weekly: Recurrence) -> Post:
    """A post for every Monday, approved by Bima the day before the first."""
    post = repeated(ayu_acts, draft_of(ayu_acts, story=WORDS), weekly)
    return approved(ayu_acts, bima_acts, post)


def repeated(actor: Actor, post: Post, rule: Recurrence | None, story: str = "") -> Post:
    draft = Draft(title=post.title, story=story or post.story, pillar=post.pillar, recurrence=rule)
    return save_draft(actor=actor, post=post, revision=post.revision, draft=draft)


def approved(writer: Actor, approver: Actor, post: Post) -> Post:
    submit_for_review(actor=writer, post=post, revision=post.revision)
    request = waiting_for(approver).get(subject_id=str(post.pk))
    approve(actor=approver, approval=request, content_hash=request.content_hash)
    post.refresh_from_db()
    return post


def deliveries() -> list[Delivery]:
    return list(Delivery.objects.filter(subject_type=OCCURRENCE_SUBJECT).order_by("run_at"))


def said() -> list[str]:
    return [one.payload["text"] for one in deliveries()]


def told(action: str) -> list[Entry]:
    return list(Entry.objects.filter(action=action).order_by("pk"))


def test_only_the_next_time_stands_in_the_ledger_with_its_day_filled_in(series: Post, monday: datetime) -> None:
    (delivery,) = deliveries()
    assert (series.state, series.publish_at) == (states.SCHEDULED, monday)
    assert delivery.run_at == monday
    assert delivery.payload["text"].startswith(f"Jadwal posyandu Senin, {monday.day} ")
    assert delivery.valid_until is not None
    assert delivery.valid_until.date() > monday.date() + timedelta(weeks=4)


def test_each_monday_one_goes_out_and_the_last_day_ends_it(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor
) -> None:
    for week in range(8):
        machine.live(monday + week * WEEK - HOUR)
        machine.live(monday + week * WEEK + timedelta(seconds=5))
    series.refresh_from_db()
    assert [at.astimezone(ayu_acts.zone).weekday() for at in machine.platform.at] == [0] * 6
    assert len(set(said())) == len(machine.platform.public) == 6
    assert series.state == states.PUBLISHED
    assert "selesai" in notices_for(ayu_acts)[0].sentence


def test_between_two_times_the_post_stays_scheduled(series: Post, monday: datetime, machine: Machine) -> None:
    machine.live(monday)
    series.refresh_from_db()
    assert (series.state, series.publish_at) == (states.SCHEDULED, monday + WEEK)
    assert [one.state for one in deliveries()] == ["published", "scheduled"]


def test_three_weeks_without_a_worker_bring_no_burst(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor
) -> None:
    machine.live(monday)
    back = monday + 4 * WEEK + timedelta(days=2)
    machine.live(back)
    series.refresh_from_db()
    assert len(machine.platform.public) == 1
    assert series.publish_at == monday + 5 * WEEK, "the schedule decides, not the hour of the return"
    with clock.stopped_at(back):
        past = past_of(ayu_acts, series)
    assert [one.sentence for one in past[:4]] == ["Dilewati karena sistem tidak berjalan"] * 4
    (entry,) = told("content.series_skipped")
    assert entry.data["n"] == 4
    assert "sistem tidak berjalan" in notices_for(ayu_acts)[0].sentence
    machine.live(monday + 5 * WEEK)
    assert len(machine.platform.public) == 2


def test_back_three_hours_late_the_newest_still_goes_out_and_only_that(
    series: Post, monday: datetime, machine: Machine
) -> None:
    machine.live(monday)
    machine.live(monday + 3 * WEEK + 3 * HOUR)
    series.refresh_from_db()
    assert len(machine.platform.public) == 2
    assert series.publish_at == monday + 4 * WEEK
    assert Occurrence.objects.filter(state=states.SKIPPED).count() == 2
    assert deliveries()[-2].run_at == monday + 3 * WEEK


def test_back_after_seven_hours_it_is_too_late_for_today(series: Post, monday: datetime, machine: Machine) -> None:
    machine.live(monday + 7 * HOUR)
    assert machine.platform.public == []
    assert Occurrence.objects.get(at=monday).state == states.SKIPPED
    assert deliveries()[-1].run_at == monday + WEEK


def test_a_clock_that_goes_back_sends_nothing_twice(series: Post, monday: datetime, machine: Machine) -> None:
    machine.live(monday)
    machine.live(monday + WEEK)
    for wrong in (monday - WEEK, monday, monday + HOUR, monday + WEEK):
        machine.live(wrong)
    assert len(machine.platform.public) == 2
    machine.live(monday + 2 * WEEK)
    assert len(machine.platform.public) == 3
    assert len(set(said())) == len(said())


def test_two_workers_plan_one_time_once(series: Post, monday: datetime) -> None:
    moment = monday + timedelta(seconds=1)
    assert (keep_due(at=moment), keep_due(at=moment)) == (1, 0)
    assert [one.run_at for one in deliveries()] == [monday, monday + WEEK]


def test_an_edit_in_the_middle_takes_back_what_was_to_come(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor, bima_acts: Actor, weekly: Recurrence
) -> None:
    machine.live(monday)
    series.refresh_from_db()
    with clock.stopped_at(monday + HOUR):
        post = repeated(ayu_acts, series, weekly, story=f"{WORDS} Bawa buku KIA.")
        assert post.state == states.DRAFT
        assert [one.state for one in deliveries()] == ["published", "cancelled"]
        assert approved_hash(post.government_id, "content.post", post.pk) is None
    machine.live(monday + WEEK)
    assert len(machine.platform.public) == 1
    with clock.stopped_at(monday + WEEK + HOUR):
        approved(ayu_acts, bima_acts, post)
    machine.live(monday + 2 * WEEK)
    assert len(machine.platform.public) == 2
    assert said()[-2].endswith("Bawa buku KIA.")
    assert not told("content.series_skipped"), "a desk is no downtime"


def test_another_last_day_needs_another_approval(series: Post, ayu_acts: Actor, weekly: Recurrence) -> None:
    assert weekly.last
    post = repeated(ayu_acts, series, replace(weekly, last=weekly.last + WEEK))
    assert post.state == states.DRAFT
    assert [one.state for one in deliveries()] == ["cancelled"]


def test_saving_what_stands_keeps_the_series_going(
    series: Post, ayu_acts: Actor, weekly: Recurrence, monday: datetime, machine: Machine
) -> None:
    machine.live(monday)
    series.refresh_from_db()
    with clock.stopped_at(monday + HOUR):
        assert repeated(ayu_acts, series, weekly).state == states.SCHEDULED
    assert [one.state for one in deliveries()] == ["published", "scheduled"]


def test_what_is_no_longer_what_was_approved_is_not_sent(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor
) -> None:
    machine.live(monday)
    asset = media_of(series).get().asset
    type(asset).objects.filter(pk=asset.pk).update(alt_text="Sesuatu yang lain")
    machine.live(monday + WEEK)
    series.refresh_from_db()
    assert (len(machine.platform.public), series.state) == (1, states.DRAFT)
    assert approved_hash(series.government_id, "content.post", series.pk) is None
    assert any("tidak lagi persis" in notice.sentence for notice in notices_for(ayu_acts))


def test_an_approval_does_not_outlive_its_last_day(
    series: Post, monday: datetime, machine: Machine, eko: Person
) -> None:
    for week in range(5):
        machine.live(monday + week * WEEK)
    freeze(actor=builders.actor_of(eko), reason="Gempa: satu suara dulu")
    last = monday + 5 * WEEK
    machine.live(last)
    assert (len(machine.platform.public), deliveries()[-1].state) == (5, "held")
    machine.live(last + timedelta(days=1))
    series.refresh_from_db()
    assert (len(machine.platform.public), series.state) == (5, states.PARTLY)
    assert deliveries()[-1].run_at == last, "nothing was planned beyond"


def test_a_freeze_holds_one_time_and_the_next_is_planned_all_the_same(
    series: Post, monday: datetime, machine: Machine, eko: Person
) -> None:
    freeze(actor=builders.actor_of(eko), reason="Gempa: satu suara dulu")
    machine.live(monday)
    machine.live(monday + 7 * HOUR)
    assert [one.state for one in deliveries()] == ["expired", "scheduled"]
    assert not Occurrence.objects.filter(state=states.SKIPPED).exists(), "it was held, the system was running"


def test_a_time_that_is_being_sent_cannot_be_changed_but_the_series_can_be_stopped(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor, weekly: Recurrence
) -> None:
    machine.platform.script = {"publish": [OutcomeUnknown(Reason.TIMEOUT)]}
    machine.live(monday)
    series.refresh_from_db()
    with pytest.raises(NotEditableError), clock.stopped_at(monday):
        repeated(ayu_acts, series, weekly, story="Lain.")
    post = services.stop_series(actor=ayu_acts, post=series, reason="jadwalnya berubah")
    assert post.state == states.GOING_OUT
    assert [one.state for one in deliveries()] == ["unknown", "cancelled"]


def test_who_approves_can_stop_it_and_the_trail_says_so(
    series: Post, monday: datetime, machine: Machine, bima_acts: Actor
) -> None:
    machine.live(monday)
    series.refresh_from_db()
    post = services.stop_series(actor=bima_acts, post=series, reason="programnya selesai")
    machine.live(monday + WEEK)
    assert (post.state, len(machine.platform.public)) == (states.PUBLISHED, 1)
    (entry,) = told("content.series_stopped")
    assert (entry.actor_name, entry.data["reason"]) == (bima_acts.name, "programnya selesai")
    with pytest.raises(NotEditableError):
        services.stop_series(actor=bima_acts, post=post, reason="lagi")


def test_stopped_before_the_first_it_is_a_post_taken_back(series: Post, ayu_acts: Actor, kartika: Person) -> None:
    with pytest.raises(NotAllowedError):
        services.stop_series(actor=builders.actor_of(kartika), post=series, reason="x")
    assert services.stop_series(actor=ayu_acts, post=series, reason="batal").state == states.WITHDRAWN


def test_a_schedule_without_an_end_cannot_be_submitted(ayu_acts: Actor, draft_of: Write, weekly: Recurrence) -> None:
    post = repeated(ayu_acts, draft_of(ayu_acts), replace(weekly, last=None))
    with pytest.raises(NotReadyError) as refusal:
        submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    assert [check.title for check in refusal.value.checks] == ["Pengulangan ini belum punya awal dan akhir"]


def test_a_series_nobody_approved_before_its_last_day_is_over_and_its_writer_is_told(
    ayu_acts: Actor, bima_acts: Actor, draft_of: Write, weekly: Recurrence, monday: datetime
) -> None:
    post = repeated(ayu_acts, draft_of(ayu_acts), weekly)
    submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    request = waiting_for(bima_acts).get()
    with clock.stopped_at(monday + 11 * WEEK):
        with pytest.raises(LapsedError):
            approve(actor=bima_acts, approval=request, content_hash=request.content_hash)
        keep_approvals()
    post.refresh_from_db()
    assert (post.state, deliveries()) == (states.DRAFT, [])
    assert tasks_for(ayu_acts).get().title == f"Ajukan lagi “{post.title}”"


def test_each_time_can_be_taken_down_from_the_posts_page(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor
) -> None:
    for week in range(2):
        machine.live(monday + week * WEEK)
    with clock.stopped_at(monday + WEEK + HOUR):
        stands = standings_of(ayu_acts, series)
    assert len({one.remote.text for one in stands}) == len(stands) == 2
    assert stands[0].remote.published_at > stands[1].remote.published_at


def test_the_first_comment_goes_with_each_time(
    ayu_acts: Actor, bima_acts: Actor, draft_of: Write, weekly: Recurrence, monday: datetime, machine: Machine
) -> None:
    post = repeated(ayu_acts, draft_of(ayu_acts, story=WORDS), weekly)
    version = post.versions[0]
    version.extra = {"first_comment": "Bawa buku KIA, {hari} ya."}
    version.save(update_fields=["extra"])
    approved(ayu_acts, bima_acts, post)
    machine.live(monday)
    machine.live(monday + WEEK)
    comments = [one for one in deliveries() if one.act == "comment"]
    assert [one.payload["text"] for one in comments] == ["Bawa buku KIA, Senin ya."] * 2
    assert len({one.payload["post_id"] for one in comments}) == 2


def test_the_calendar_shows_what_has_come_and_what_will(
    series: Post, monday: datetime, machine: Machine, ayu_acts: Actor, citra: Person
) -> None:
    machine.live(monday)
    machine.live(monday + WEEK + 7 * HOUR)
    end = monday + 4 * WEEK
    with clock.stopped_at(monday + WEEK + 7 * HOUR):
        shown = times_of(ayu_acts, Filters(), monday, end, UTC)
        assert times_of(builders.actor_of(citra), Filters(), monday, end, UTC) == []
    assert [one.at for one in shown] == [monday + week * WEEK for week in range(4)]
    labels = [one.state_label for one in shown]
    assert labels == ["Terbit", "Dilewati karena sistem tidak berjalan", "Terjadwal", "Terjadwal"]


def test_a_long_date_is_counted_before_approval(
    ayu_acts: Actor, draft_of: Write, weekly: Recurrence, instagram: Channel
) -> None:
    post = repeated(ayu_acts, draft_of(ayu_acts, story="a" * 2190 + " {tanggal}"), weekly)
    with pytest.raises(NotReadyError) as refusal:
        submit_for_review(actor=ayu_acts, post=post, revision=post.revision)
    assert "lewat" in refusal.value.checks[0].title
