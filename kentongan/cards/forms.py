"""What a card's form asks for, read leniently for the preview and strictly for keeping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.cards.rules import Look, indonesian, tidy, unreadable
from kentongan.documents import colours
from kentongan.documents.fonts import cannot_show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from kentongan.cards.kinds import Ask, Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """One field as the page shows it."""

    ask: Ask
    name: str
    value: str
    problem: str
    number: int = 0  #: of the row it stands in; 0: it stands alone


class CardForm:
    """The fields of one kind. Not Django's forms: what is asked follows from data, and half a form has to be drawable."""

    def __init__(self, kind: Kind, fields: Mapping[str, Any] | None = None, posted: QueryDict | None = None) -> None:
        self.kind = kind
        self.problems: dict[str, str] = {}
        self.refused: dict[str, str] = {}  #: photos that were not taken
        self._posted = posted
        self.fields = self._read(posted) if posted is not None else dict(fields or {})

    def check(self) -> bool:
        """Find what keeps the card from being kept; `problems` says it, field by field."""
        for ask in self.kind.plain:
            if problem := _problem(ask, str(self.fields.get(ask.name, ""))):
                self.problems[ask.name] = problem
        for group in self.kind.repeated:
            self._check_group(group.name, group.least, group.label)
        self.problems |= self.refused
        return not self.problems

    def _check_group(self, name: str, least: int, label: str) -> None:
        group = next(group for group in self.kind.repeated if group.name == name)
        items = self.fields[name]
        for number, item in enumerate(items, 1):
            for part in group.parts:
                if problem := _problem(part, item[part.name]):
                    self.problems[f"{name}-{number}-{part.name}"] = problem
        if len(items) < least:
            first = f"{name}-{len(items) + 1}-{group.parts[0].name}"
            self.problems[first] = f"{label} baru {len(items)}, paling sedikit {least}. Isi baris ini."

    def drawable(self) -> dict[str, Any]:
        """The fields for a preview: what is too long is cut here, and `too_long` says so."""
        cut: dict[str, Any] = {ask.name: self._within(ask) for ask in self.kind.plain}
        for group in self.kind.repeated:
            parts = {part.name: part.most for part in group.parts}
            cut[group.name] = [
                {name: item[name][:most] for name, most in parts.items()} for item in self.fields[group.name]
            ]
        return cut

    def _within(self, ask: Ask) -> str:
        value = str(self.fields.get(ask.name, ""))
        return value if ask.photo else value[: ask.most]

    @property
    def said(self) -> list[tuple[str, str]]:
        """Every problem with the field it belongs to."""
        return list(self.problems.items())

    @property
    def cells(self) -> list[Cell]:
        """What is asked once, in order."""
        return [
            Cell(ask, ask.name, str(self.fields.get(ask.name, "")), self.problems.get(ask.name, ""))
            for ask in self.kind.plain
        ]

    @property
    def parts(self) -> Iterator[tuple[str, Any]]:
        """The form in its order: ("cell", …) or ("group", …)."""
        cells = {cell.name: cell for cell in self.cells}
        for ask in self.kind.asks:
            if ask.name in cells:
                yield "cell", cells[ask.name]
            else:
                yield "group", self._group(ask.name)

    def _group(self, name: str) -> dict[str, Any]:
        group = next(group for group in self.kind.repeated if group.name == name)
        items = self.fields.get(name, [])
        rows: dict[int, list[Cell]] = {}
        for field, number, part in group.cells():
            value = items[number - 1][part.name] if number <= len(items) else ""
            rows.setdefault(number, []).append(Cell(part, field, value, self.problems.get(field, ""), number))
        shown = max(len(items) + 1, group.least, 3)
        return {"label": group.label, "rows": list(rows.items()), "shown": shown}

    def _read(self, posted: QueryDict) -> dict[str, Any]:
        fields: dict[str, Any] = {ask.name: _typed(ask, posted.get(ask.name, "")) for ask in self.kind.plain}
        for group in self.kind.repeated:
            rows = [
                {part.name: _typed(part, posted.get(f"{group.name}-{number}-{part.name}", "")) for part in group.parts}
                for number in range(1, group.times + 1)
            ]
            fields[group.name] = [row for row in rows if any(row.values())]
        return fields


def _typed(ask: Ask, value: str) -> str:
    if ask.photo:
        return value if value.isdecimal() and len(value) < 19 else ""  # noqa: PLR2004 - a bigint has so many digits
    if ask.choices:
        return value if value in ask.choices else ask.choices[0]
    kept = tidy(value, several_lines=bool(ask.rows))
    return indonesian(kept) if ask.number else kept


def _problem(ask: Ask, value: str) -> str:
    if not value:
        what = "Pilih fotonya" if ask.photo else f"Isi dengan {ask.label.lower()}"
        return f"{ask.label} masih kosong. Tanpa itu kartunya belum lengkap. {what}." if ask.required else ""
    if ask.photo:
        return ""
    if (over := len(value) - ask.most) > 0:
        return f"{ask.label} lewat {over} huruf. Di kartu muat paling banyak {ask.most}. Pendekkan {over} huruf."
    if missing := cannot_show(value):
        signs = " ".join(missing[:8])
        return (
            f"Tanda {signs} tidak dapat digambar. Tidak ada huruf untuk itu di server ini. Hapus atau ganti tanda itu."
        )
    return ""


class LookForm(forms.Form):
    """How the cards of a government look."""

    ground = forms.CharField(label="Warna latar", widget=forms.TextInput(attrs={"type": "color"}))
    ink = forms.CharField(label="Warna tulisan", widget=forms.TextInput(attrs={"type": "color"}))
    accent = forms.CharField(label="Warna aksen", widget=forms.TextInput(attrs={"type": "color"}))
    footer = forms.CharField(
        label="Baris di kaki kartu", max_length=90, required=False, help_text="Misalnya situs dan nomor layanan resmi."
    )
    logo = forms.FileField(
        label="Logo", required=False, help_text="JPEG, PNG atau WebP. Tampil kecil di atas bidang putih."
    )
    without_logo = forms.BooleanField(label="Tanpa logo", required=False)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own shape
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse colours that cannot be read, naming one that can."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("ground", "ink", "accent"):
            given[name] = str(given.get(name, "")).lower()
            if not colours.is_colour(given[name]):
                self.add_error(
                    name,
                    "Ini bukan warna. Warnanya ditulis dengan tanda # dan enam angka atau huruf a–f. Pilih dari kotak warna.",
                )
        if missing := cannot_show(str(given.get("footer", ""))):
            self.add_error(
                "footer",
                f"Tanda {' '.join(missing[:8])} tidak dapat digambar di server ini. Hapus atau ganti tanda itu.",
            )
        if not self.errors:
            for found in unreadable(self.look):
                self.add_error(found.field, found.sentence)
        return given

    @property
    def look(self) -> Look:
        """What was chosen."""
        given = self.cleaned_data
        footer = tidy(given.get("footer", ""), several_lines=False)
        return Look(given["ground"], given["ink"], given["accent"], footer)

    @property
    def suggestions(self) -> dict[str, str]:
        """Field → a colour that can be read."""
        colour_fields = {
            name: self.cleaned_data.get(name, str(self.data.get(name, ""))) for name in ("ground", "ink", "accent")
        }
        if not all(colours.is_colour(colour) for colour in colour_fields.values()):
            return {}
        return {found.field: found.instead for found in unreadable(Look(**colour_fields))}
