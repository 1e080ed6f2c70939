"""What a colleague just did to a conversation somebody still has open, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kentongan.audit.selectors import entries_about
from kentongan.inbox.lists.belonging import case_key
from kentongan.inbox.lists.words import ago

if TYPE_CHECKING:
    from kentongan.audit.models import Entry
    from kentongan.inbox.models import Conversation

DID = {
    "inbox.conversation.archived": "mengarsipkan percakapan ini",
    "inbox.conversation.restored": "mengembalikan percakapan ini untuk dipilah",
    "inbox.case.opened": "menjadikan percakapan ini kasus {code}",
    "inbox.case.assigned": "meneruskan percakapan ini ke {agency} sebagai kasus {code}",
    "inbox.case.returned": "mengembalikan kasus {code} sebagai bukan wewenang {agency}",
    "inbox.case.closed": "menyelesaikan kasus {code}",
}
UNKNOWN = "Percakapan ini sudah ditangani orang lain."


def what_happened(conversation: Conversation) -> str:
    """Who did what to it last, and when in words; a general sentence when the trail does not say."""
    entry = last_act(conversation)
    if entry is None:
        return UNKNOWN
    return f"{entry.actor_name} {_did(entry)}, {ago(entry.at)}."


def last_act(conversation: Conversation) -> Entry | None:
    """The last act by which it moved."""
    government = conversation.government_id
    case = case_key(conversation)
    moved = entries_about(government, "conversation", conversation.pk).filter(action__in=DID).last()
    went = entries_about(government, "case", case).filter(action__in=DID).last() if case else None
    return max((one for one in (moved, went) if one), key=lambda one: one.pk, default=None)


def _did(entry: Entry) -> str:
    told = {"code": "", "agency": ""} | entry.data
    return DID[entry.action].format(**told)
