"""Approval as it is lived: a path of its own, a deputy, a request half-way, two that nobody decided, an emergency to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType

from kentongan.approvals import services as approvals
from kentongan.approvals.models import ApprovalPath
from kentongan.approvals.rules import ANYWHERE, LINE, Conditions, Party, Path, Step
from kentongan.approvals.selectors import approval_in_force
from kentongan.config.seed import plan
from kentongan.config.seed.actors import actors_of
from kentongan.config.seed.stories import WAITING, Story
from kentongan.content import services as content
from kentongan.content.models import Post
from kentongan.core import clock
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Agency, Person
from kentongan.organizations.roles import Role
from kentongan.tenancy.models import Government
from kentongan.tenancy.scope import within

LEADER = "kepala-daerah"
WROTE, HALF_WAY, WAITED = timedelta(hours=2), timedelta(hours=1), timedelta(days=3)
WEIGHED = {
    "groups": ["warga", "lansia"],
    "likelihood": "3",
    "impact": "4",
    "misreading": "dicegah",
    "misreading_words": "Syarat umur dan kesehatan ditulis pada kalimat kedua.",
    "information": "terbuka",
}
DONORS = Story(
    "ayu", "bima", WAITING, 4, 9, ("facebook",), "layanan", "Pendaftaran donor darah",
    "Donor darah dibuka pekan depan di aula dinas. Pendonor berumur 17 sampai 60 tahun dan sehat.",
)  # fmt: skip
UNDECIDED = (
    Story(
        "ayu", "bima", WAITING, -2, 7, ("facebook",), "layanan", "Senam lansia di lapangan",
        "Senam lansia dibuka besok pukul 06.30 di lapangan kecamatan. Bawa air minum dan handuk kecil.",
    ),
    Story(
        "ayu", "bima", WAITING, -2, 10, ("facebook",), "layanan", "Kelas ibu hamil bulan ini",
        "Kelas ibu hamil dibuka besok pukul 09.00 di balai desa. Suami boleh ikut. Tidak dipungut biaya.",
    ),
)  # fmt: skip
WATER = Story(
    "ayu", "eko", "published", -1, 6, ("facebook",), "layanan", "Air keran keruh di Kecamatan Tempe",
    "Jangan minum air keran tanpa dimasak sampai sore ini. Tangki air bersih ada di kantor kecamatan. Telepon 112.",
)  # fmt: skip


def seed_paths(government: Government) -> None:
    """What is not of low risk on the head's own accounts is decided by two; whoever has paths keeps them."""
    with within(government.pk):
        agency = Agency.objects.filter(government=government, code=LEADER).first()
        if agency is None or ApprovalPath.objects.filter(government=government).exists():
            return
        keeper = next(one for one in actors_of(government).values() if one.has(Role.COORDINATOR))
        steps = (
            Step("Protokol", (Party(LINE, Role.APPROVER),), hours=4, working=True),
            Step("Admin koordinator", (Party(ANYWHERE, Role.COORDINATOR),), hours=4, working=True),
        )
        risky = frozenset({"medium", "high"})
        only = Conditions(agencies=frozenset({agency.pk}), risks=risky, emergency=False)
        approvals.keep_path(actor=keeper, path=Path("Akun kepala daerah", steps, only, valid_days=30), position=10)


def seed(government: Government) -> None:
    """Everything else, in the government whose month is planned."""
    actors, now = actors_of(government), clock.now()
    _deputy(government, actors, now)
    with clock.stopped_at(now - WROTE):
        request = _asked(actors["ayu"], DONORS, now, weighed=WEIGHED)
    with clock.stopped_at(now - HALF_WAY):
        shown = approval_in_force(government.pk, "content.post", request.pk)
        assert shown is not None  # noqa: S101 - asked for above
        approvals.approve(actor=actors["bima"], approval=shown, content_hash=shown.content_hash)
    for story in UNDECIDED:
        with clock.stopped_at(now - WAITED):
            _asked(actors["ayu"], story, now)
    _emergency(government, actors, now)


def _deputy(government: Government, actors: dict[str, Actor], now: datetime) -> None:
    today = now.astimezone(government.zone).date()
    people = {one.user.username: one for one in Person.objects.filter(government=government).select_related("user")}
    term = approvals.Term("800.1.11.1/71/CONTOH", today - timedelta(days=1), today + timedelta(days=12))
    approvals.delegate(actor=actors["sekar"], of=people["sekar"], to=people["fitri"], term=term)


def _asked(
    author: Actor,
    story: Story,
    now: datetime,
    content_class: str = "",
    weighed: Mapping[str, object] = MappingProxyType({}),
) -> Post:
    at = datetime.combine(
        now.astimezone(author.zone).date() + timedelta(days=story.days), time(story.hour), author.zone
    )
    post = plan.write(author, story, at)
    post = content.classify(actor=author, post=post, revision=post.revision, content_class=content_class)
    if weighed:
        content.confirm_impact(actor=author, post=post, answers=weighed)
    return content.submit_for_review(actor=author, post=post, revision=post.revision)


def _emergency(government: Government, actors: dict[str, Actor], now: datetime) -> None:
    """Out yesterday morning after one approval; nobody has looked at it yet."""
    day = now.astimezone(government.zone).date() + timedelta(days=WATER.days)
    at = datetime.combine(day, time(WATER.hour), government.zone)
    with clock.stopped_at(at - timedelta(minutes=20)):
        post = _asked(actors["ayu"], WATER, now, "darurat")
        shown = approval_in_force(government.pk, "content.post", post.pk)
        assert shown is not None  # noqa: S101 - asked for above
        approvals.approve(actor=actors["eko"], approval=shown, content_hash=shown.content_hash)
    with clock.stopped_at(at):
        plan.settle(government, post, at)
