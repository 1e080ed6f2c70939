"""What every platform connector promises.

A connector knows one platform's HTTP contract and nothing else: no database, no tenant, no clock of its own, no retries.
It turns an approved act into named steps, runs one step at a time, and says what came of it in exactly one of the outcomes
below. It never raises for anything a platform does; an exception out of a connector is a bug.
"""

from __future__ import annotations

from kentongan.connectors.contract.abilities import (
    Capabilities,
    Choice,
    Counting,
    FormatLimit,
    PollLimit,
    TextLimit,
)
from kentongan.connectors.contract.acts import (
    ON_A_TARGET,
    Account,
    Act,
    AppKeys,
    Format,
    MediaFile,
    Memory,
    Outbound,
    Platform,
    Poll,
    Safety,
    Secret,
    Step,
)
from kentongan.connectors.contract.connecting import (
    Consent,
    Health,
    Keys,
    Offer,
)
from kentongan.connectors.contract.outcomes import (
    Absent,
    Advanced,
    AuthorizationExpired,
    CannotTell,
    Finding,
    Found,
    Outcome,
    OutcomeUnknown,
    Pending,
    Published,
    RateLimited,
    Reason,
    ReconcileRule,
    Refusal,
    Rejected,
    Retryable,
)
from kentongan.connectors.contract.protocol import (
    Connector,
    Opener,
    WebhookParser,
)
from kentongan.connectors.contract.reading import (
    CommentPage,
    Cost,
    Figures,
    Inbound,
    Meter,
    RemoteComment,
    Unread,
    Usage,
)

__all__ = [
    "ON_A_TARGET",
    "Absent",
    "Account",
    "Act",
    "Advanced",
    "AppKeys",
    "AuthorizationExpired",
    "CannotTell",
    "Capabilities",
    "Choice",
    "CommentPage",
    "Connector",
    "Consent",
    "Cost",
    "Counting",
    "Figures",
    "Finding",
    "Format",
    "FormatLimit",
    "Found",
    "Health",
    "Inbound",
    "Keys",
    "MediaFile",
    "Memory",
    "Meter",
    "Offer",
    "Opener",
    "Outbound",
    "Outcome",
    "OutcomeUnknown",
    "Pending",
    "Platform",
    "Poll",
    "PollLimit",
    "Published",
    "RateLimited",
    "Reason",
    "ReconcileRule",
    "Refusal",
    "Rejected",
    "RemoteComment",
    "Retryable",
    "Safety",
    "Secret",
    "Step",
    "TextLimit",
    "Unread",
    "Usage",
    "WebhookParser",
]
