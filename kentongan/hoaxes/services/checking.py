"""Recording a claim, gathering what it rests on, and writing its clarification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kentongan.audit.registry import register_action
from kentongan.compliance.rules import mask
from kentongan.compliance.selectors import findings_in
from kentongan.content.kinds import KINDS
from kentongan.content.selectors import WRITERS
from kentongan.content.services import start_from_kind
from kentongan.core import clock
from kentongan.core.links import private_links
from kentongan.hoaxes.access import CHECKERS
from kentongan.hoaxes.models import Claim, Evidence, Spread
from kentongan.hoaxes.services.guard import ClaimRefusedError, Told, editable_claim, keep, locked_claim, move, tell
from kentongan.hoaxes.states import CHECKING, RECEIVED
from kentongan.media.services import store_upload
from kentongan.organizations.access import require_role

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from kentongan.content.models import Post
    from kentongan.inbox.models import Conversation
    from kentongan.organizations.actor import Actor

register_action("hoaxes.recorded", "{actor} mencatat kabar “{title}”")
register_action("hoaxes.changed", "{actor} mengubah catatan kabar “{title}”")
register_action("hoaxes.evidence", "{actor} menambah bukti pada “{title}”: {label}")
register_action("hoaxes.spread", "{actor} mencatat tempat “{title}” beredar: {url}")
register_action("hoaxes.clarified", "{actor} membuat draf klarifikasi atas “{title}”")


@transaction.atomic
def record_claim(
    *, actor: Actor, told: Told, source: str, found_at: str = "", conversation: Conversation | None = None
) -> Claim:
    """Note something that is being told. Numbers of people in it are covered at once."""
    require_role(actor, *CHECKERS, to="mencatat kabar yang beredar")
    now = clock.now()
    claim = Claim.objects.create(
        government_id=actor.government_id,
        agency_id=actor.agency_id,
        source=Claim.Source.COMMENT if conversation else source,
        conversation=conversation,
        found_at=found_at,
        title=told.title.strip(),
        said=_covered(actor, told.said),
        recorded_by_id=actor.person_id,
        recorded_at=now,
        changed_at=now,
    )
    if found_at:
        _note_spread(actor, claim, found_at, "")
    tell(actor, "hoaxes.recorded", claim)
    return claim


@transaction.atomic
def change_claim(*, actor: Actor, claim: Claim, revision: int, told: Told) -> Claim:
    """Keep other words. StaleClaimError, ClaimRefusedError."""
    require_role(actor, *CHECKERS, to="memeriksa kabar")
    locked = editable_claim(actor, claim, revision)
    locked.title, locked.said = told.title.strip(), _covered(actor, told.said)
    locked.verdict, locked.explanation = told.verdict, _covered(actor, told.explanation)
    if locked.state == RECEIVED:
        move(locked, CHECKING)
    keep(locked)
    tell(actor, "hoaxes.changed", locked)
    return locked


@transaction.atomic
def add_evidence(
    *,
    actor: Actor,
    claim: Claim,
    label: str,
    url: str = "",
    upload: UploadedFile[Any] | None = None,
    public: bool = True,
) -> Evidence:
    """Add a source or a picture of one. MediaRefusedError comes from the file."""
    require_role(actor, *CHECKERS, to="menambah bukti")
    locked = editable_claim(actor, claim, None)
    if not url and upload is None:
        raise ClaimRefusedError("Belum ada bukti yang dapat dibuka. Tulis alamatnya atau pilih berkasnya.")
    if public and private_links(url):
        raise ClaimRefusedError(
            "Alamat itu hanya terbuka di jaringan kantor. Pakai alamat umum, atau jangan buka untuk warga."
        )
    asset = store_upload(actor=actor, upload=upload, alt_text=label) if upload else None
    kept = Evidence.objects.create(
        government_id=actor.government_id,
        claim=locked,
        label=label.strip(),
        url=url,
        asset=asset,
        public=public and bool(url),
        added_by_id=actor.person_id,
        added_at=clock.now(),
    )
    if locked.state == RECEIVED:
        move(locked, CHECKING)
        keep(locked, revised=False)
    tell(actor, "hoaxes.evidence", locked, label=kept.label)
    return kept


@transaction.atomic
def add_spread(*, actor: Actor, claim: Claim, url: str, note: str = "") -> Spread:
    """Note one more place where it is passed on; the same place twice stays one."""
    require_role(actor, *CHECKERS, to="mencatat tempat kabar beredar")
    kept = _note_spread(actor, claim, url, note)
    tell(actor, "hoaxes.spread", claim, url=url)
    return kept


@transaction.atomic
def draft_clarification(*, actor: Actor, claim: Claim, address: str) -> Post:
    """A draft post from the template for clarifications, filled in from the check and linked. One claim, one post."""
    require_role(actor, *WRITERS, to="menulis klarifikasi")
    locked = locked_claim(actor, claim, None)
    post: Post | None = locked.clarification
    if post is not None:
        return post
    if not locked.explanation.strip():
        raise ClaimRefusedError("Belum ada penjelasan. Tulis dulu apa yang benar, lalu buat klarifikasinya.")
    proofs = Evidence.objects.filter(government_id=actor.government_id, claim=locked, public=True).exclude(url="")
    answers = {
        "fakta": locked.explanation,
        "kabar": locked.said.rstrip(". ") + ".",
        "bukti": "; ".join(f"{one.label} ({one.url})" for one in proofs[:3]),
        "ajakan": f"Jangan teruskan. Periksa kabar lain di {address}",
    }
    locked.clarification = post = start_from_kind(actor=actor, kind=KINDS["klarifikasi"], answers=answers)
    keep(locked, revised=False)
    tell(actor, "hoaxes.clarified", locked)
    return post


def _covered(actor: Actor, text: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    return mask(plain, findings_in(actor.government_id, plain))


def _note_spread(actor: Actor, claim: Claim, url: str, note: str) -> Spread:
    return Spread.objects.get_or_create(
        government_id=actor.government_id,
        claim=claim,
        url=url,
        defaults={"note": note.strip(), "added_by_id": actor.person_id, "added_at": clock.now()},
    )[0]
