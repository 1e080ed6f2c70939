"""Background entry points, run by Procrastinate."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kentongan.media import copies, examining, playing


@app.periodic(cron="* * * * * */3")
@app.task(queueing_lock="media.make_waiting", lock="media.make_waiting")
def make_waiting_copies(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells when it was due
    """Make the copies of videos that were asked for, one after the other."""
    while copies.make_waiting():
        pass


@app.periodic(cron="* * * * * */3")
@app.task(queueing_lock="media.look_at_videos", lock="media.look_at_videos")
def look_at_videos(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Look whether the videos that were uploaded can be played."""
    while playing.look_at_one():
        pass


@app.periodic(cron="* * * * * */3")
@app.task(queueing_lock="media.examine", lock="media.examine")
def examine_files(timestamp: int) -> None:  # noqa: ARG001 - as above
    """Make posters of videos and look at what was never looked at."""
    while examining.look_at_one():
        pass
