"""Changing a rule and writing one: what was typed becomes a change, or a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify

from kentongan.compliance.forms import lines
from kentongan.compliance.record import STATUSES
from kentongan.compliance.rules import ANSWER, CONTENT, Kind, Rule
from kentongan.compliance.wording import word_lists
from kentongan.organizations.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kentongan.organizations.models import Agency

LIST = "daftar_"
LONGEST = 20_000
EVERYONE = "Seluruh pemda"
EVIDENCE = {
    "read": "Naskahnya sudah saya baca",
    "secondary": "Dari sumber lain yang mengutipnya",
    "unverified": "Belum diperiksa (pasalnya tidak ditampilkan)",
}


class WhyForm(forms.Form):
    """Why, and which version was looked at."""

    why = forms.CharField(label="Alasan perubahan", max_length=300, error_messages={"required": "Tulis alasannya."})
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RuleChangeForm(WhyForm):
    """A rule of the pack as a government, or one agency, wants it."""

    field_order = ("agency", "kind", "off")

    def __init__(self, rule: Rule, agencies: Iterable[Agency], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        self.rule = rule
        choices = [("0", EVERYONE), *((str(agency.pk), agency.short_name) for agency in agencies)]
        self.fields["agency"] = forms.ChoiceField(label="Untuk", choices=choices)
        if rule.may_stop or (rule.stops and rule.overridable):
            does = [(Kind.STOP.value, "Menghentikan pengajuan"), (Kind.WARN.value, "Mengingatkan saja")]
            self.fields["kind"] = forms.ChoiceField(
                label="Bila ditemukan", choices=does, widget=forms.RadioSelect, initial=rule.kind.value
            )
        if not rule.stops:
            self.fields["off"] = forms.BooleanField(
                label="Matikan aturan ini", required=False, initial=bool(rule.off_why)
            )
        for key, name, words in [] if rule.hard else word_lists(rule):
            self.fields[LIST + key] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 8}),
                initial="\n".join(words),
            )
        self.order_fields(self.field_order)

    @property
    def lists(self) -> list[forms.BoundField]:
        """The fields that hold words."""
        return [self[name] for name in self.fields if name.startswith(LIST)]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The others, in their order."""
        return [self[name] for name in self.fields if not name.startswith(LIST) and name != "why"]

    def change(self, below: Rule) -> dict[str, Any]:
        """What was typed, as a change of the rule below."""
        told = self.cleaned_data
        change: dict[str, Any] = {}
        if told.get("kind") and told["kind"] != below.kind.value:
            change["jenis"] = told["kind"]
        if told.get("off"):
            change["mati"] = told["why"]
        for key, _, kept in word_lists(below):
            if LIST + key in told:
                typed = lines(told[LIST + key])
                _note(change, "tambah", key, [one for one in typed if one not in kept])
                _note(change, "hapus", key, [one for one in kept if one not in typed])
        return change


def _note(change: dict[str, Any], name: str, key: str, words: list[str]) -> None:
    if words:
        change.setdefault(name, {})[key] = words


class OwnRuleForm(WhyForm):
    """A rule of the government's own: words or a pattern, with its source, its days and examples. It reminds."""

    field_order = ("title", "demand", "advice", "how", "words", "fine_near", "pattern", "fails", "passes", "subjects")
    title = forms.CharField(
        label="Judul", max_length=120, help_text="Apa yang keliru, misalnya: Nama lama dinas dipakai"
    )
    demand = forms.CharField(label="Yang diminta", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    advice = forms.CharField(label="Saran", max_length=300, help_text="Apa yang dapat dilakukan penulis")
    how = forms.ChoiceField(
        label="Cara mencari",
        choices=[("kata", "Daftar kata"), ("pola", "Pola (ekspresi reguler)")],
        widget=forms.RadioSelect,
        initial="kata",
    )
    words = forms.CharField(
        label="Kata atau frasa, satu per baris",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    fine_near = forms.CharField(
        label="Wajar bila ada kata ini di kalimat yang sama",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    pattern = forms.CharField(label="Pola", required=False, max_length=400)
    fails = forms.CharField(
        label="Contoh yang harus tertangkap, satu per baris",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    passes = forms.CharField(
        label="Contoh yang harus lulus, satu per baris", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    subjects = forms.MultipleChoiceField(
        label="Diperiksa pada",
        choices=[(CONTENT, "Kiriman"), (ANSWER, "Jawaban kepada warga")],
        widget=forms.CheckboxSelectMultiple,
        initial=[CONTENT],
    )
    instrument = forms.CharField(label="Sumber: jenis aturan", max_length=60, help_text="Misalnya: Perwali, SE Sekda")
    number = forms.CharField(label="Nomor", max_length=30, required=False)
    year = forms.IntegerField(label="Tahun", required=False, min_value=1945, max_value=2100)
    article = forms.CharField(label="Pasal", max_length=60, required=False)
    status = forms.ChoiceField(label="Kedudukannya", choices=list(STATUSES.items()))
    verified = forms.ChoiceField(label="Sudah diperiksa?", choices=list(EVIDENCE.items()), initial="unverified")
    starts = DayField(label="Berlaku mulai")
    ends = DayField(label="Berlaku sampai", required=False)

    def clean(self) -> dict[str, Any]:
        """Days that follow each other, and something to look for."""
        told = super().clean() or {}
        starts, ends = told.get("starts"), told.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Tanggal akhirnya sebelum tanggal mulainya.")
        wanted = "pattern" if told.get("how") == "pola" else "words"
        if not told.get(wanted):
            self.add_error(wanted, "Tulis apa yang dicari.")
        return told

    def record(self, rule_id: str = "") -> dict[str, Any]:
        """What was typed, as a rule record."""
        told = self.cleaned_data
        record = {
            "id": rule_id or f"lokal-{slugify(told['title'])[:48]}",
            "judul": told["title"],
            "tuntutan": told["demand"],
            "saran": told["advice"],
            "sumber": [_source(told)],
            "objek": told["subjects"],
            "jenis": Kind.WARN.value,
            "fungsi_cek": told["how"],
            "lapisan": "daerah",
            "berlaku_mulai": told["starts"].isoformat(),
            "contoh_gagal": lines(told["fails"]),
            "contoh_lulus": lines(told["passes"]),
            "parameter": {"pola": told["pattern"]}
            if told["how"] == "pola"
            else {"kata": lines(told["words"]), "kecuali_dekat": lines(told["fine_near"])},
        }
        return record | ({"berlaku_sampai": told["ends"].isoformat()} if told["ends"] else {})


def typed_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as the form shows it."""
    source, given = record["sumber"][0], record.get("parameter", {})
    return {
        "title": record["judul"],
        "demand": record["tuntutan"],
        "advice": record["saran"],
        "how": record["fungsi_cek"],
        "words": "\n".join(given.get("kata", ())),
        "fine_near": "\n".join(given.get("kecuali_dekat", ())),
        "pattern": given.get("pola", ""),
        "fails": "\n".join(record.get("contoh_gagal", ())),
        "passes": "\n".join(record.get("contoh_lulus", ())),
        "subjects": record["objek"],
        "instrument": source["instrumen"],
        "number": source.get("nomor", ""),
        "year": source.get("tahun"),
        "article": source.get("pasal", ""),
        "status": source["status"],
        "verified": source["verified"],
        "starts": record["berlaku_mulai"],
        "ends": record.get("berlaku_sampai"),
    }


def _source(told: Mapping[str, Any]) -> dict[str, Any]:
    source = {
        "instrumen": told["instrument"],
        "nomor": told["number"],
        "tahun": told["year"] or 0,
        "pasal": told["article"],
        "status": told["status"],
        "verified": told["verified"],
    }
    return {key: value for key, value in source.items() if value}


class ExemptionAskForm(forms.Form):
    """Whom, and why."""

    officer = forms.ChoiceField(label="Diminta kepada", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Mengapa tulisan ini perlu tetap seperti itu?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, officers: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(officers)


class ExemptionAnswerForm(forms.Form):
    """The officer's answer, with its ground."""

    decision = forms.CharField(
        label="Alasan Anda",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya; ia tercatat di Jejak."},
    )
    answer = forms.ChoiceField(choices=[("ya", "Izinkan"), ("tidak", "Tolak")])
