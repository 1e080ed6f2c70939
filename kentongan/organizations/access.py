"""Who may open a page, and the page that says why not."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kentongan.organizations.roles import LABELS, Role
from kentongan.organizations.selectors import holders_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kentongan.organizations.actor import Actor
    from kentongan.organizations.middleware import ActorRequest


class NotAllowedError(PermissionDenied):
    """Own thing, right lacking: the page says why, and who can."""

    def __init__(self, sentence: str, who_can: str = "") -> None:
        self.sentence, self.who_can = sentence, who_can
        super().__init__(sentence)


P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[ActorRequest, P], HttpResponse],
) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Let only people of this government in; others sign in first, or learn that nothing is here for them."""

    @wraps(view)
    def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:  # noqa: ANN401 - set by middleware
        if request.government is None:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.actor is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def require_role(actor: Actor, *roles: Role, to: str) -> None:
    """Raise NotAllowedError unless the actor holds one of `roles`. `to` finishes the sentence: "menyetujui kiriman"."""
    if actor.has(*roles):
        return
    names = " atau ".join(LABELS[role] for role in roles)
    people = holders_of(actor.government_id, *roles)[:3]
    who = ", ".join(f"{person.polite_name} ({person.agency.short_name})" for person in people)
    sentence = f"Untuk {to} diperlukan peran {names}. Peran Anda: {actor.role_names or 'belum ada'}."
    raise NotAllowedError(sentence, who)
