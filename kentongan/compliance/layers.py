"""How layers of rules lie over each other: a later one may tighten or add, and never makes a hard rule softer. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kentongan.compliance.checking.registry import CHECKS, WORDS
from kentongan.compliance.record import LAYERS, Kind, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ORDER = {layer: place for place, layer in enumerate(LAYERS)}


class ChangeRefusedError(Exception):
    """A change would make a rule softer than it may be; the message is a sentence for people."""


def of_region(rules: Iterable[Rule], code: str) -> list[Rule]:
    """Those that hold for a government, by its Kemendagri code; rules without a region hold everywhere."""
    return [rule for rule in rules if not rule.region or f"{code}.".startswith(f"{rule.region}.")]


def stacked(rules: Iterable[Rule], day: date) -> tuple[Rule, ...]:
    """The rules in force, one per id: a later layer's record over an earlier one of the same id."""
    found: dict[str, Rule] = {}
    for rule in sorted((rule for rule in rules if rule.in_force(day)), key=lambda rule: ORDER[rule.layer]):
        found[rule.id] = _over(found[rule.id], rule) if rule.id in found else rule
    return tuple(found.values())


def _over(below: Rule, above: Rule) -> Rule:
    """What a later layer makes of a rule: its words and parameters, at least as strict."""
    if below.hard:
        return replace(
            above,
            kind=Kind.STOP,
            overridable=False,
            check=below.check,
            parameters=_widened(below, above),
            subjects=below.subjects,
        )
    kind = above.kind if above.kind is Kind.WARN or below.may_stop or below.stops else Kind.WARN
    return replace(above, kind=kind, may_stop=below.may_stop or below.stops)


def _widened(below: Rule, above: Rule) -> dict[str, Any]:
    """A hard rule's lists may grow, never shrink."""
    lists = {
        key: [*value, *(one for one in above.parameters.get(key, ()) if one not in value)]
        for key, value in below.parameters.items()
        if isinstance(value, list)
    }
    return below.parameters | lists


def changed(rule: Rule, change: Mapping[str, Any], *, in_agency: bool = False) -> Rule:
    """A rule as a government changed it: `jenis`, `tambah` and `hapus` (words by parameter), `mati` (why it does without).

    An agency may only be stricter than its government: it warns of more, or stops.
    """
    kind = Kind(change["jenis"]) if change.get("jenis") else rule.kind
    if in_agency and ((rule.stops and kind is Kind.WARN) or change.get("mati") or _words(change, "hapus")):
        raise ChangeRefusedError("Perangkat daerah hanya dapat memperketat aturan pemda, tidak melunakkannya.")
    if rule.hard and (kind is Kind.WARN or change.get("mati") or _words(change, "hapus")):
        raise ChangeRefusedError("Aturan ini melindungi orang lain dan tidak dapat dilunakkan atau dimatikan.")
    if rule.hard and _words(change, "tambah"):
        raise ChangeRefusedError("Daftar kata aturan ini tidak dapat diubah: kata tambahan dapat melunakkannya.")
    if kind is Kind.STOP and not (rule.stops or rule.may_stop):
        raise ChangeRefusedError(
            "Aturan ini hanya boleh mengingatkan. Yang boleh menghentikan sudah ditentukan dalam sumbernya."
        )
    if change.get("mati") and rule.stops:
        raise ChangeRefusedError("Aturan yang menghentikan tidak dapat dimatikan. Ubah dulu menjadi mengingatkan.")
    return replace(
        rule,
        kind=kind,
        may_stop=rule.may_stop or rule.stops,
        parameters=_parameters(rule, change),
        off_why=str(change.get("mati", "")),
    )


def _parameters(rule: Rule, change: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(rule.parameters)
    takes = CHECKS[rule.check].takes
    for key in {*_words(change, "tambah"), *_words(change, "hapus")}:
        if takes.get(key) != WORDS:
            raise ChangeRefusedError(f"Aturan ini tidak memakai daftar “{key}”.")
        gone = set(_words(change, "hapus").get(key, ()))
        added = [one for one in _words(change, "tambah").get(key, ()) if one not in kept.get(key, ())]
        kept[key] = [one for one in kept.get(key, ()) if one not in gone] + added
    return kept


def _words(change: Mapping[str, Any], name: str) -> Mapping[str, list[str]]:
    return {key: words for key, words in (change.get(name) or {}).items() if words}
