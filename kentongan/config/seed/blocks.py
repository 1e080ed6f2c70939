"""The register of blocked citizens: one to be looked at today, one that stands, one that was lifted. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kentongan.config.seed.actors import actors_of
from kentongan.core import clock
from kentongan.inbox.blocking import services
from kentongan.inbox.blocking.models import Block
from kentongan.inbox.blocking.reminding import ask_for_reviews
from kentongan.inbox.blocking.rules import USUAL
from kentongan.inbox.blocking.services import Told
from kentongan.inbox.models import Conversation
from kentongan.organizations.actor import Actor
from kentongan.tenancy.models import Government

NOTED_AFTER, LIFTED = timedelta(hours=2), timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Noted:
    """Whom somebody blocked after what they wrote (`citizens.py`), why, and until when; `lifted`: why no longer."""

    author: str
    by: str
    ground: str
    note: str
    days: int
    lifted: str = ""


NOTED = (
    Noted("pinjam_kilat77", "gilang", "spam", "Tautan yang sama di sembilan kiriman dalam dua hari.", 0),
    Noted("Bonus Harian 88", "eko", "gambling", "Akun baru, hanya menulis tautan judi.", USUAL.days),
    Noted(
        "Toko Herbal Jaya", "ayu", "spam", "Iklan obat di bawah setiap jadwal imunisasi.", USUAL.days,
        "Pemiliknya menyatakan akunnya diretas dan sudah dipulihkan.",
    ),
)  # fmt: skip
"""`days`: from today to the day on which it is looked at again."""


def seed(government: Government) -> None:
    """Note each soon after its comment, lift what was lifted, and ask for the review that is due."""
    actors = actors_of(government)
    for noted in NOTED:
        talk = Conversation.objects.filter(government=government, author_name=noted.author).first()
        if talk is not None:
            _note(noted, talk, actors[noted.by])
    ask_for_reviews(government.pk)


def _note(noted: Noted, talk: Conversation, actor: Actor) -> Block:
    now = clock.now()
    with clock.stopped_at(talk.opened_at + NOTED_AFTER):
        since = clock.now().astimezone(actor.zone).date()
        review_on = now.astimezone(actor.zone).date() + timedelta(days=noted.days)
        told = Told(noted.ground, since, review_on, noted.note)
        block = services.note_block(actor=actor, conversation=talk, told=told)
    if not noted.lifted:
        return block
    with clock.stopped_at(now - LIFTED):
        return services.end_block(actor=actor, block=block, why=noted.lifted)
