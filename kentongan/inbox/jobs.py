"""Background entry points. Taking in has loops of its own in the worker: a slow platform must not delay what was pushed to us."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.inbox.aspirations.reminding import remind_all
from kentongan.inbox.blocking.reminding import ask_for_reviews
from kentongan.inbox.clocks.escalating import take_due_steps
from kentongan.inbox.intake import process_waiting
from kentongan.inbox.listening import listen_due
from kentongan.inbox.polling import poll_due
from kentongan.inbox.readings.learning import learn_here
from kentongan.inbox.readings.rereading import read_some_again
from kentongan.tenancy.scope import within
from kentongan.tenancy.selectors import governments

MOST_BATCHES = 20
"""Of older comments read again in one go of a government; the next goes on."""


def understand() -> int:
    """Turn what came in into conversations; return how many events were handled."""
    return process_waiting()


def ask_platforms() -> int:
    """Ask the platforms whose time has come; return how many comments, mentions and messages were new."""
    return poll_due() + listen_due()


def watch_clocks() -> int:
    """Take the steps of cases whose deadlines come near or passed; return how many."""
    return take_due_steps()


@app.periodic(cron="0 0 1 * *")
@app.task(queueing_lock="inbox.remind_of_proposals", lock="inbox.remind_of_proposals")
def remind_of_proposals(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """On the first of the month: what citizens wish for and nobody gave to its owner."""
    remind_all()


@app.periodic(cron="30 21 * * *")
@app.task(queueing_lock="inbox.review_blocks", lock="inbox.review_blocks")
def review_blocks(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Before offices open: put blocks that are to be looked at on the coordinators' day; a government a transaction."""
    for government in governments():
        with within(government.pk):
            ask_for_reviews(government.pk)


@app.periodic(cron="30 17 * * *")
@app.task(queueing_lock="inbox.learn", lock="inbox.learn")
def learn(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate names the beat
    """Learn from the corrections of every government, when its offices sleep; each in a transaction of its own."""
    for government in governments():
        with within(government.pk):
            learn_here(government.pk)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="inbox.read_again", lock="inbox.read_again")
def read_again(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Read older comments again where the reader is newer; a batch a transaction."""
    for government in governments():
        for _ in range(MOST_BATCHES):
            with within(government.pk):
                if not read_some_again(government.pk):
                    break
