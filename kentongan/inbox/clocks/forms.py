"""What the page of deadlines and office hours accepts. Only what a person changed is taken: a stale page undoes nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.inbox.classes import ReportClass
from kentongan.inbox.clocks.calendar import Hours
from kentongan.inbox.clocks.models import LadderStep
from kentongan.inbox.clocks.rules import OF_CLASS, PROMISES, Rung, too_long
from kentongan.inbox.clocks.words import SAID, rung_said
from kentongan.organizations.forms import NEEDED, DayField, PlainSelect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.http import QueryDict

    Lengths = Mapping[tuple[str, str], int]

UNREAD = "Angka ini tidak terbaca. Tulis bilangan bulat mulai 1."
EARLIEST, LATEST = -10, 30
MOST_RUNGS = 12
CHOOSE_BOTH = "Jenjang ini belum lengkap. Pilih kapan dan siapa, atau centang Hapus."


class ClockTime(forms.TimeField):
    """An hour of the day."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        told = {"required": NEEDED, "invalid": "Jam ini tidak terbaca. Tulis seperti 08:00."}
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(label=label, required=required, help_text=help_text, widget=widget, error_messages=told)


class HoursForm(forms.Form):
    """Opening hours from a day on."""

    name = forms.CharField(
        label="Nama", max_length=80, help_text="Misalnya: Ramadan 1448.", error_messages={"required": NEEDED}
    )
    starts = DayField(label="Hari pertama")
    ends = DayField(
        label="Hari terakhir", required=False, help_text="Kosongkan bila berlaku seterusnya, sebagai jam kerja biasa."
    )
    opens = ClockTime("Buka pukul")
    closes = ClockTime("Senin sampai Kamis tutup pukul")
    friday_closes = ClockTime("Jumat tutup pukul", required=False, help_text="Kosongkan bila sama dengan hari lain.")

    def keep_begun(self) -> None:
        """Of hours that hold already only the name and the last day are still asked."""
        for name in ("starts", "opens", "closes", "friday_closes"):
            self.fields[name].disabled = True

    def hours(self) -> Hours:
        """What the service takes."""
        names = ("starts", "ends", "opens", "closes", "friday_closes")
        return Hours(*(self.cleaned_data[name] for name in names))


class LengthsForm(forms.Form):
    """How long each promise lasts: for all classes, and where a class has its own."""

    def __init__(self, own: Lengths, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="lama-%s")
        for code in SAID:
            self.fields[code] = _length(own.get((code, ""), PROMISES[code].amount), code)
            for one in OF_CLASS.get(code, ()):
                self.fields[f"{code}-{one}"] = _length(own.get((code, one)), code, one.label)

    def clean(self) -> dict[str, Any]:
        """No promise longer than it may be."""
        told: dict[str, Any] = super().clean() or {}
        for name, amount in list(told.items()):
            if amount and (why := too_long(name.partition("-")[0], amount)):
                self.add_error(name, why)
        return told

    def changed(self) -> Iterator[tuple[str, str, int | None]]:
        """Promise, class and new length of what was changed; None: as for all classes.

        Lengths of a class first, then those for all, then what is as for all again: so no deadline moves twice.
        """
        told = [(*name.partition("-")[::2], self.cleaned_data[name]) for name in self.changed_data]
        yield from sorted(told, key=lambda one: (one[2] is None, one[1] == ""))


class LadderForm(forms.Form):
    """The steps, and an empty one to add; each is when and who."""

    def __init__(self, ladder: Sequence[Rung], data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="jenjang-%s")
        count = min(len(ladder) + 1, MOST_RUNGS)
        sent = str(data.get("count", "")) if data is not None else ""
        if sent.isdecimal():
            count = max(1, min(int(sent), MOST_RUNGS))
        self.count = count
        for place in range(count):
            rung = ladder[place] if place < len(ladder) else None
            self._step(place, rung)

    def _step(self, place: int, rung: Rung | None) -> None:
        days = sorted({*range(EARLIEST, LATEST + 1), *([rung.days] if rung else [])})
        said = f"Jenjang {place + 1}"
        self.fields[f"days-{place}"] = forms.TypedChoiceField(
            label=f"{said}: kapan", required=False, coerce=int, empty_value=None, widget=PlainSelect,
            choices=[("", "Pilih kapan"), *((day, rung_said(day)) for day in days)],
            initial=rung.days if rung else "",
        )  # fmt: skip
        self.fields[f"target-{place}"] = forms.ChoiceField(
            label=f"{said}: siapa", required=False, widget=PlainSelect,
            choices=[("", "Pilih siapa"), *LadderStep.Target.choices], initial=rung.target if rung else "",
        )  # fmt: skip
        self.fields[f"remove-{place}"] = forms.BooleanField(label=f"Hapus jenjang {place + 1}", required=False)

    def steps(self) -> list[dict[str, Any]]:
        """The fields of each step together, for the page."""
        return [
            {"days": self[f"days-{n}"], "target": self[f"target-{n}"], "remove": self[f"remove-{n}"], "number": n + 1}
            for n in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Each step whole, none twice, and at least one."""
        told: dict[str, Any] = super().clean() or {}
        seen: set[Rung] = set()
        for place in range(self.count):
            days, target = told.get(f"days-{place}"), told.get(f"target-{place}", "")
            if told.get(f"remove-{place}") or (days is None and not target):
                continue
            if days is None or not target:
                self.add_error(f"days-{place}", CHOOSE_BOTH)
            elif Rung(days, target) in seen:
                self.add_error(f"days-{place}", "Jenjang ini sudah ada di atas. Ubah harinya atau orangnya.")
            else:
                seen.add(Rung(days, target))
        if not seen and not self.errors:
            self.add_error("days-0", "Sisakan paling sedikit satu jenjang, atau kembalikan ke bawaan.")
        told["rungs"] = sorted(seen, key=lambda rung: rung.days)
        return told


class EvidenceForm(forms.Form):
    """Which photos a case of each class needs before it ends."""

    NEEDED = (("", "Tidak perlu foto"), ("after", "Foto sesudah dikerjakan"), ("both", "Foto sebelum dan sesudah"))

    def __init__(self, rules: Mapping[str, bool], data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="bukti-%s")
        for one in ReportClass:
            kept = {None: "", False: "after", True: "both"}[rules.get(one)]
            self.fields[one.value] = forms.ChoiceField(
                label=one.label, required=False, choices=self.NEEDED, widget=PlainSelect, initial=kept,
                show_hidden_initial=True,
            )  # fmt: skip


def _length(amount: int | None, code: str, report_class: str = "") -> forms.IntegerField:
    unit = PROMISES[code].unit.label
    said = f"{SAID[code][0]}, {report_class.lower()}" if report_class else SAID[code][0]
    told = dict.fromkeys(("invalid", "min_value", "max_value"), UNREAD) | {"required": NEEDED}
    return forms.IntegerField(
        label=f"{said} ({unit})", initial=amount, min_value=1, max_value=99_999, required=not report_class,
        error_messages=told, show_hidden_initial=True, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
