"""Who keeps the register, and an account by its number as the reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from kentongan.channels import selectors
from kentongan.organizations.access import require_role
from kentongan.organizations.roles import Role

if TYPE_CHECKING:
    from kentongan.channels.models import Channel, Connection
    from kentongan.organizations.actor import Actor

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def channel_or_404(actor: Actor, channel_id: int) -> Channel:
    """The account, or a page that is not there."""
    found = selectors.channel_for(actor, channel_id)
    if found is None:
        raise Http404
    return found


def connection_or_404(actor: Actor, connection_id: int) -> Connection:
    """One's own walk to a platform; another's is not there."""
    found = selectors.connection_for(actor, connection_id)
    if found is None:
        raise Http404
    return found


def require_keeper(actor: Actor, to: str) -> None:
    """Raise NotAllowedError unless the actor keeps the register. `to` finishes the sentence."""
    require_role(actor, *KEEPERS, to=to)
