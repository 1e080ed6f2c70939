"""Services: copies of files that a channel takes. The original always stays."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kentongan.audit.registry import register_action
from kentongan.audit.services import record
from kentongan.core import clock
from kentongan.media import coding, pictures, states, store, videos
from kentongan.media.mending import CENTRE, Need
from kentongan.media.models import Asset, Mending
from kentongan.media.rules import MediaRefusedError
from kentongan.media.selectors import file_of
from kentongan.media.services import keep, row_of
from kentongan.organizations.actor import system
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import across_governments, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kentongan.media.rules import Facts
    from kentongan.organizations.actor import Actor

register_action("media.fitted", "{actor} membuat salinan {name} untuk {channel}")
register_action("media.fitting_asked", "{actor} meminta salinan {name} untuk {channel}")

HELD = timedelta(minutes=2)
TELL_EVERY = 2.0
MOST_TRIES = 2
GAVE_UP = f"Video ini tidak selesai diubah. {coding.BY_HAND}"
CLAIM = """UPDATE media_mending SET state = 'working', held_until = %s, tries = tries + 1 WHERE (government_id, id) IN (
    SELECT government_id, id FROM media_mending
    WHERE state IN ('waiting', 'working') AND (held_until IS NULL OR held_until < %s)
    ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING government_id, id"""


@transaction.atomic
def fit_picture(*, actor: Actor, asset: Asset, need: Need, made_for: str, focus: int = CENTRE) -> Asset:
    """Make the copy of a picture that a channel takes. MediaRefusedError when there is none."""
    code = Government.objects.get(pk=actor.government_id).code
    with store.workbench(code) as bench:
        target = bench / "clean"
        facts = pictures.fit(file_of(code, asset), target, need, focus)
        made = _kept(code, asset, facts, target, bench, actor.person_id, made_for)
    _told(actor, "media.fitted", made, made_for)
    return made


@transaction.atomic
def ask_for_video(*, actor: Actor, asset: Asset, need: Need, made_for: str) -> Mending:
    """Ask for the copy of a video that a channel takes; asking for one that is under way, or there, gives that one."""
    same = Mending.objects.filter(government_id=actor.government_id, asset=asset, need=need.as_json())
    wanted = same.exclude(state=states.FAILED).first()
    if wanted is not None:
        return wanted
    _told(actor, "media.fitting_asked", asset, made_for)
    return Mending.objects.create(
        government_id=actor.government_id,
        asset=asset,
        asked_by_id=actor.person_id,
        asked_at=clock.now(),
        made_for=made_for,
        need=need.as_json(),
    )


def make_waiting() -> int:
    """Make one copy that waits, of whatever government; return how many were taken up. Coding runs outside any transaction."""
    moment = clock.now()
    with across_governments(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [moment + HELD, moment])
        claimed = cursor.fetchone()
    if claimed:
        _make(*claimed)
    return 1 if claimed else 0


def _make(government_id: int, mending_id: int) -> None:
    with within(government_id):
        wanted = Mending.objects.select_related("asset").get(government_id=government_id, pk=mending_id)
        code = Government.objects.get(pk=government_id).code
    if wanted.tries > MOST_TRIES:
        _finish(wanted, state=states.FAILED, trouble=GAVE_UP)
        return
    with store.workbench(code) as bench:
        target = bench / "video.mp4"
        try:
            source, need = file_of(code, wanted.asset), Need.from_json(wanted.need)
            coding.recode(wanted.asset, source, target, need, _teller(wanted))
            facts = videos.clean(target)
        except MediaRefusedError as refusal:
            _finish(wanted, state=states.FAILED, trouble=refusal.sentence)
            return
        with within(government_id):
            made = _kept(code, wanted.asset, facts, target, bench, wanted.asked_by_id, wanted.made_for)
            _told(system(government_id), "media.fitted", made, wanted.made_for)
            _finish(wanted, state=states.DONE, made=made, percent=100)


def _teller(wanted: Mending) -> Callable[[int], None]:
    """Keep the percent and the hold fresh, now and then."""
    last = 0.0

    def tell(percent: int) -> None:
        nonlocal last
        if time.monotonic() - last < TELL_EVERY:
            return
        last = time.monotonic()
        _update(wanted, percent=percent, held_until=clock.now() + HELD)

    return tell


def _finish(wanted: Mending, **facts: object) -> None:
    states.MENDING.check(states.WORKING, str(facts["state"]))
    _update(wanted, held_until=None, **facts)


def _update(wanted: Mending, **facts: object) -> None:
    with within(wanted.government_id):
        Mending.objects.filter(government_id=wanted.government_id, pk=wanted.pk).update(**facts)


def _kept(code: str, original: Asset, facts: Facts, clean: Path, bench: Path, person_id: int, made_for: str) -> Asset:
    made = row_of(facts, clean, original.name, original.alt_text)
    made.government_id, made.agency_id, made.uploaded_by_id = original.government_id, original.agency_id, person_id
    made.made_from, made.made_for, made.listed = original, made_for, False
    keep(code, made, clean, bench)
    made.save(force_insert=True)
    return made


def _told(actor: Actor, action: str, asset: Asset, made_for: str) -> None:
    data = {"name": asset.name, "channel": made_for, "sha256": asset.sha256}
    record(actor=actor, action=action, subject_type="asset", subject_id=asset.pk, data=data)
