"""Small pieces of every page. A builtin of all templates: no `{% load %}` needed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from kentongan.channels.models import PLATFORM_NAMES
from kentongan.core.clock import now
from kentongan.organizations.forms import options_of
from kentongan.web import words
from kentongan.web.navigation import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

register = template.Library()

NEAR, FULL = 0.9, 1.0


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw one icon of the set. With `label` it speaks for itself; without, a word must stand beside it."""
    url = static("web/icons.svg")
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, url, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', url, name)


@register.filter
def platform_name(code: str) -> str:
    return PLATFORM_NAMES.get(code, code)


@register.simple_tag
def channel(platform: str, name: str = "") -> SafeString:
    """Draw the platform's sign with the account's name, or the platform's when none is given."""
    return format_html('<span class="channel">{} {}</span>', icon(platform), name or platform_name(platform))


def moment(value: object) -> datetime | None:
    """Read a date or time as an aware moment in the tenant's zone."""
    if isinstance(value, datetime):
        return value if timezone.is_aware(value) else timezone.make_aware(value)
    if isinstance(value, date):
        return timezone.make_aware(datetime.combine(value, time()))
    return None


def time_element(value: datetime, said: str, extra: str = "") -> SafeString:
    here = value.astimezone(timezone.get_current_timezone())
    title = words.full(here)
    if extra:
        return format_html('<time datetime="{}" title="{}" data-relative>{}</time>', here.isoformat(), title, said)
    return format_html('<time datetime="{}" title="{}">{}</time>', here.isoformat(), title, said)


@register.filter
def waktu(value: object) -> SafeString | str:
    """Say a time as people do, with the whole date on hover."""
    at = moment(value)
    return time_element(at, words.when(at, now(), timezone.get_current_timezone())) if at else ""


@register.filter
def lalu(value: object) -> SafeString | str:
    """Say how long ago; kept fresh on the page by relative-time.js."""
    at = moment(value)
    return time_element(at, words.ago(at, now(), timezone.get_current_timezone()), extra="relative") if at else ""


@register.filter
def jam(value: object) -> SafeString | str:
    """Say the hour alone: 14.00."""
    at = moment(value)
    return time_element(at, words.clock(at.astimezone(timezone.get_current_timezone()))) if at else ""


@register.filter
def tanggal(value: object) -> SafeString | str:
    """Say the day alone: "besok", "Kamis 26 Nov"."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(12), timezone.get_current_timezone())
    at = moment(value)
    return time_element(at, words.day(at.astimezone(timezone.get_current_timezone()), now())) if at else ""


@register.filter
def tanggal_lengkap(value: object) -> str:
    at = moment(value)
    return words.full(at.astimezone(timezone.get_current_timezone())) if at else ""


@register.filter
def tenggat(value: object, said: str = "") -> SafeString | str:
    """Draw a deadline as words and a shape; `said` replaces the words ("2 hari kerja lagi")."""
    at = moment(value)
    return due(at, said) if at else ""


@register.simple_tag
def due(when: datetime | None, said: str = "", state: str = "") -> SafeString | str:
    """Draw a deadline; `state` is one of far, soon, late, done, paused and is worked out when left empty."""
    if when is None:
        return ""
    spoken = said or words.deadline(when, now(), timezone.get_current_timezone())
    return format_html(
        '<span class="due {}">{}</span>', state or words.nearness(when, now()), time_element(when, spoken)
    )


@register.filter
def angka(value: Any) -> str:  # noqa: ANN401 - a template hands over what it has
    """Write a number with Indonesian separators; an em dash where there is none."""
    return words.figure(value) if isinstance(value, (int, float)) or hasattr(value, "quantize") else "–"


@register.filter
def pilihan(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    """The options of a long list, drawn in one go, with one of them chosen."""
    return options_of(choices, [chosen])


@register.filter
def paling(count: int) -> str:
    """A number beside an entry, which is counted no further than `navigation.MOST`."""
    return f"{MOST}+" if count > MOST else str(count)


@register.filter
def angka_ringkas(value: Any) -> str:  # noqa: ANN401 - as above
    return words.brief_figure(value) if isinstance(value, (int, float)) else "–"


@register.filter
def lama(value: object) -> str:
    """Write how long something took."""
    return words.duration(value) if isinstance(value, timedelta) else "–"


@register.filter
def inisial(name: str) -> str:
    return words.initials(name)


@register.simple_tag
def face(name: str, *, small: bool = False, citizen: bool = False) -> SafeString:
    """Draw a person's initials; the name must stand beside it."""
    kind = " ".join(["face", *(["small"] if small else []), *(["citizen"] if citizen else [])])
    return format_html('<span class="{}" aria-hidden="true">{}</span>', kind, words.initials(name))


@register.inclusion_tag("web/components/_ring.html")
def ring(used: int, limit: int, *, counted: str = "huruf") -> dict[str, object]:
    """Draw how much of a platform's limit is used, with the rest in words."""
    share = used / limit if limit else 0.0
    state = "over" if share > FULL else "near" if share >= NEAR else ""
    return {
        "used": used,
        "limit": limit,
        "left": limit - used,
        "over": used - limit,
        "state": state,
        "counted": counted,
    } | {"share": round(min(share, FULL) * 100)}
