"""What can be done about a file, for the desk's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from kentongan.content import media_fit

if TYPE_CHECKING:
    from kentongan.content.desk import Desk, Side
    from kentongan.media.models import Asset

register = template.Library()


@register.simple_tag
def mend_offers(desk: Desk, asset: Asset) -> tuple[media_fit.Offer, ...]:
    """What can be done so that each chosen channel takes the file."""
    return media_fit.offers_for(desk, asset)


@register.simple_tag
def fitted_sides(desk: Desk, asset: Asset) -> tuple[Side, ...]:
    """The channels that send a copy of the file made for them alone."""
    return media_fit.fitted_sides(desk, asset)
