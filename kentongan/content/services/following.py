"""A post's state follows its deliveries; its people hear when it ended or needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.connectors.contract import Act
from kentongan.content import states
from kentongan.content.models import Occurrence, Post, Version
from kentongan.content.rules import state_after_series, state_from
from kentongan.content.selectors import versions_of
from kentongan.content.services.guard import DELIVERY_SUBJECT, deliveries_of
from kentongan.organizations.actor import system
from kentongan.outbox.models import Delivery
from kentongan.outbox.states import CANCELLED
from kentongan.work.models import Notice
from kentongan.work.services import notify

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_THE_DESK = frozenset({states.DRAFT, states.IN_REVIEW, states.CHANGES_ASKED, states.WITHDRAWN})
Sentences = dict[str, tuple[str, str]]
NEWS: Sentences = {
    states.PUBLISHED: (Notice.Kind.NEWS, "“{title}” sudah terbit di semua kanalnya"),
    states.PARTLY: (Notice.Kind.ACTION, "“{title}” terbit hanya di sebagian kanal"),
    states.NEEDS_PERSON: (Notice.Kind.ACTION, "“{title}” perlu diperiksa: belum terbit, atau belum pasti sudah terbit"),
    states.NOT_OUT: (Notice.Kind.ACTION, "“{title}” tidak terbit"),
}
SERIES_NEWS: Sentences = NEWS | {
    states.PUBLISHED: (Notice.Kind.NEWS, "Pengulangan “{title}” selesai, semuanya sudah terbit"),
    states.PARTLY: (Notice.Kind.ACTION, "Pengulangan “{title}” selesai, sebagian tidak terbit"),
}


def follow_delivery(delivery: Delivery) -> None:
    """Let the state follow the deliveries of a post that goes out once."""
    version = Version.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id)).first()
    if version is None:
        return
    post = _locked(delivery.government_id, version.post_id)
    if post.state not in AT_THE_DESK:
        follow(post)


def follow_occurrence(delivery: Delivery) -> None:
    """While a repeated post has times to come it stays scheduled; afterwards its state follows all of them."""
    found = Occurrence.objects.filter(government_id=delivery.government_id, pk=int(delivery.subject_id)).first()
    if found is None or Act(delivery.act) is not Act.PUBLISH:
        return
    post = _locked(delivery.government_id, found.post_id)
    if post.state not in AT_THE_DESK | {states.SCHEDULED}:
        follow_series(post)


def follow(post: Post) -> None:
    """Bring a scheduled post's state up to date with the ledger."""
    ids = [str(pk) for pk in versions_of(post).values_list("pk", flat=True)]
    rows = Delivery.objects.filter(government_id=post.government_id, subject_type=DELIVERY_SUBJECT, subject_id__in=ids)
    found = list(rows.values_list("state", flat=True))
    _become(post, state_from(found) if found else post.state, NEWS)


def follow_series(post: Post) -> None:
    """The same for a repeated post of which no further time is planned. What was taken back does not count."""
    sent = deliveries_of(post).filter(act=Act.PUBLISH.value).exclude(state=CANCELLED, revoked_at__isnull=False)
    left_out = Occurrence.objects.filter(government_id=post.government_id, post=post, state=states.SKIPPED)
    _become(
        post, state_after_series(list(sent.values_list("state", flat=True)), skipped=left_out.exists()), SERIES_NEWS
    )


def _become(post: Post, state: str, news: Mapping[str, tuple[str, str]]) -> None:
    if state == post.state or not states.POST.allows(post.state, state):
        return
    post.state = state
    post.save(update_fields=["state"])
    if state in news:
        kind, sentence = news[state]
        tell_people(post, kind, sentence)


def tell_people(post: Post, kind: str, sentence: str) -> None:
    """Tell whoever wrote it and whoever submitted it. `{title}` in the sentence is the post's."""
    notify(
        actor=system(post.government_id),
        person_ids={post.author_id, post.submitted_by_id or post.author_id},
        kind=kind,
        sentence=sentence.format(title=post.headline),
        path=f"/kiriman/{post.pk}/",
    )


def _locked(government_id: int, post_id: int) -> Post:
    return Post.objects.select_for_update(of=("self",)).get(government_id=government_id, pk=post_id)
