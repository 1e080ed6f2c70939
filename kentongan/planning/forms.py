"""What the pages of the plan accept. Every problem says what happened and what to do."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any, cast

from django import forms

from kentongan.channels.models import PLATFORM_NAMES, Channel
from kentongan.channels.selectors import channels_for
from kentongan.core.days import DAYS, MONTHS
from kentongan.organizations.forms import NEEDED, DayField, PlainSelect
from kentongan.organizations.models import Agency
from kentongan.organizations.selectors import agencies_for
from kentongan.planning import selectors
from kentongan.planning.models import Basis, Campaign, Obligation, Programme, Strategy
from kentongan.planning.pillars import Pillar
from kentongan.planning.rules import Period

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from kentongan.organizations.actor import Actor

    Thing = forms.ModelChoiceField[Model]
else:
    Thing = forms.ModelChoiceField

FIRST_YEAR, LAST_YEAR = 2000, 2100
LEAP_YEAR = 2028
MOST_POSTS = 999
AGAIN = "Pilihan ini tidak ada lagi. Pilih dari daftar."


class Choose(Thing):
    """One thing of a list that depends on who is asking."""

    def __init__(self, label: str, *, required: bool = True, empty: str = "Pilih", help_text: str = "") -> None:
        told = {"required": NEEDED, "invalid_choice": AGAIN}
        super().__init__(
            queryset=cast("QuerySet[Model]", Agency.objects.none()),
            label=label,
            required=required,
            empty_label=empty,
            widget=PlainSelect,
            help_text=help_text,
            error_messages=told,
        )


class Words(forms.CharField):
    """A line or a paragraph."""

    def __init__(
        self, label: str, *, most: int = 4000, long: bool = False, required: bool = True, help_text: str = ""
    ) -> None:
        widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
        told = {"required": NEEDED}
        super().__init__(
            label=label, max_length=most, widget=widget, required=required, help_text=help_text, error_messages=told
        )


class Year(forms.IntegerField):
    """A year of a plan."""

    def __init__(self, label: str) -> None:
        unread = "Tahun ini tidak terbaca. Tulis seperti 2026."
        told = {"required": NEEDED, "invalid": unread, "min_value": unread, "max_value": unread}
        super().__init__(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=told)


class PlanForm(forms.Form):
    """A form whose lists are those of the actor's government."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.actor = actor
        for name, rows in self.lists(actor).items():
            cast("Choose", self.fields[name]).queryset = cast("QuerySet[Model]", rows)
        if "audiences" in self.fields:
            choices = selectors.audiences_for(actor).items()
            cast("forms.MultipleChoiceField", self.fields["audiences"]).choices = list(choices)

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers."""
        return {"agency": agencies_for(actor)} if "agency" in self.fields else {}

    def ends_after_it_starts(self, starts: str, ends: str) -> None:
        """Tell when an end lies before its beginning."""
        given: dict[str, Any] = self.cleaned_data
        if given.get(starts) and given.get(ends) and given[ends] < given[starts]:
            self.add_error(ends, "Akhirnya ada sebelum awalnya. Periksa keduanya.")


def _audiences() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label="Khalayak", required=False, widget=forms.CheckboxSelectMultiple)


class LineForm(PlanForm):
    """One line of the tree."""

    parent = Choose(
        "Induk", required=False, empty="Tidak ada: ini visi", help_text="Visi memuat misi, misi memuat program."
    )
    name = Words("Nama", most=300)
    code = Words("Kode", most=30, required=False, help_text="Seperti di RPJMD atau RKPD.")
    owner = Choose("Dinas penanggung jawab", required=False, empty="Belum ada")
    first_year = Year("Tahun awal")
    last_year = Year("Tahun akhir")
    priority = forms.BooleanField(label="Program prioritas", required=False)

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers."""
        above = selectors.tree_for(actor).exclude(level=Programme.Level.PROGRAMME)
        return {"parent": above, "owner": agencies_for(actor)}

    def clean(self) -> dict[str, Any]:
        """Years in their order."""
        told: dict[str, Any] = super().clean() or {}
        self.ends_after_it_starts("first_year", "last_year")
        return told


class StrategyForm(PlanForm):
    """How a matter is talked about in a year."""

    title = Words("Judul", most=160)
    year = Year("Tahun")
    basis = forms.ChoiceField(label="Dasar", choices=Basis.choices)
    programme = Choose("Program", required=False, empty="Tidak ada", help_text="Wajib untuk program prioritas.")
    aim = Words("Yang ingin dicapai", long=True)
    approach = Words("Cara menyampaikannya", long=True, required=False)
    audiences = _audiences()

    def __init__(self, *args: Any, strategy: Strategy | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        self.strategy = strategy

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers."""
        return {"programme": selectors.tree_for(actor).filter(level=Programme.Level.PROGRAMME)}

    def clean(self) -> dict[str, Any]:
        """A title once a year."""
        told: dict[str, Any] = super().clean() or {}
        year, own = told.get("year", 0), self.strategy.pk if self.strategy else 0
        same = selectors.strategies_for(self.actor).filter(year=year, title=told.get("title", ""))
        if same.exclude(pk=own).exists():
            self.add_error("title", "Tahun itu sudah punya strategi dengan judul ini. Pakai judul lain.")
        return told


class CampaignForm(PlanForm):
    """The brief; its fields are those of Permenkominfo 4/2024 Pasal 11."""

    name = Words("Nama kampanye", most=160)
    agency = Choose("Dinas")
    basis = forms.ChoiceField(label="Dasar strategi", choices=Basis.choices)
    strategy = Choose("Strategi", required=False, empty="Belum ditulis")
    programme = Choose("Program", required=False, empty="Tidak ada")
    starts = DayField(label="Mulai")
    ends = DayField(label="Selesai")
    planned_posts = forms.IntegerField(
        label="Jumlah kiriman yang direncanakan", min_value=0, max_value=MOST_POSTS, required=False
    )
    goal = Words("Tujuan", long=True)
    situation = Words("Analisis situasi", long=True, required=False)
    issue_map = Words("Peta isu dan pemangku kepentingan", long=True, required=False)
    messages = Words("Pesan kunci", long=True, required=False)
    audiences = _audiences()
    method = Words("Metode", long=True, required=False)
    risk = Words("Risiko", long=True, required=False)
    evaluation = Words("Evaluasi jangkauan dan dampak", long=True, required=False)

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers."""
        programmes = selectors.tree_for(actor).filter(level=Programme.Level.PROGRAMME)
        return {"agency": agencies_for(actor), "strategy": selectors.strategies_for(actor), "programme": programmes}

    def clean(self) -> dict[str, Any]:
        """Days in their order, and the name once a beginning."""
        told: dict[str, Any] = super().clean() or {}
        self.ends_after_it_starts("starts", "ends")
        told["planned_posts"] = told.get("planned_posts") or 0
        same = selectors.campaigns_for(self.actor).filter(name=told.get("name", ""))
        own = self.campaign.pk if self.campaign else 0
        if "starts" in told and same.filter(starts=told["starts"]).exclude(pk=own).exists():
            self.add_error("name", "Kampanye dengan nama dan hari mulai ini sudah ada. Pakai nama lain.")
        return told


class SlotForm(PlanForm):
    """An hour of the week."""

    agency = Choose("Dinas")
    channel = Choose("Akun", required=False, empty="Semua akun dinas itu")
    weekday = forms.TypedChoiceField(label="Hari", choices=list(enumerate(DAYS)), coerce=int)
    at = forms.TimeField(
        label="Jam",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": NEEDED, "invalid": "Jam ini tidak terbaca. Tulis seperti 09:00."},
    )
    pillar = forms.ChoiceField(label="Pilar", choices=[("", "Pilar mana pun"), *Pillar.choices], required=False)
    note = Words("Untuk apa", most=80, required=False)

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers: agencies of which the actor may keep slots."""
        agencies = agencies_for(actor)
        if not selectors.may_plan(actor):
            agencies = agencies.filter(pk__in=actor.agencies)
        return {"agency": agencies, "channel": channels_for(actor).filter(agency_id__in=agencies.values("pk"))}

    def clean(self) -> dict[str, Any]:
        """The account is the agency's own."""
        told: dict[str, Any] = super().clean() or {}
        channel, agency = told.get("channel"), told.get("agency")
        if isinstance(channel, Channel) and isinstance(agency, Agency) and channel.agency_id != agency.pk:
            self.add_error("channel", "Akun itu milik dinas lain. Pilih akun dinas ini, atau biarkan untuk semua akun.")
        return told


class ObservanceForm(forms.Form):
    """A day this government marks."""

    name = Words("Nama hari", most=120)
    day = forms.IntegerField(label="Tanggal", min_value=1, max_value=31, error_messages={"required": NEEDED})
    month = forms.TypedChoiceField(label="Bulan", choices=list(enumerate(MONTHS, start=1)), coerce=int)
    year = forms.IntegerField(
        label="Tahun",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text="Kosongkan bila setiap tahun.",
    )
    pillar = forms.ChoiceField(label="Pilar", choices=Pillar.choices, initial=Pillar.ACTIVITY)

    def clean(self) -> dict[str, Any]:
        """A day that the month has."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("day") and told.get("month"):
            last = calendar.monthrange(told.get("year") or LEAP_YEAR, told["month"])[1]
            if told["day"] > last:
                self.add_error("day", f"Bulan itu hanya sampai tanggal {last}. Periksa tanggalnya.")
        return told


class ObligationForm(PlanForm):
    """What must be told again and again."""

    name = Words("Informasi apa", most=160, help_text="Misalnya: Jadwal imunisasi, Realisasi anggaran.")
    agency = Choose("Dinas")
    period = forms.ChoiceField(label="Seberapa sering", choices=[(one.value, one.label) for one in Period])
    due_day = forms.IntegerField(
        label="Paling lambat tanggal",
        min_value=1,
        max_value=31,
        initial=25,
        help_text="Tanggal di bulan terakhir masanya.",
    )
    pillar = forms.ChoiceField(label="Pilar", choices=Pillar.choices)

    def clean(self) -> dict[str, Any]:
        """Once an agency."""
        told: dict[str, Any] = super().clean() or {}
        known = Obligation.objects.filter(government_id=self.actor.government_id, name=told.get("name"))
        if known.filter(agency=cast("Any", told.get("agency"))).exists():
            self.add_error("name", "Dinas itu sudah punya informasi berkala dengan nama ini. Pakai nama lain.")
        return told


class PurposeForm(PlanForm):
    """What a platform or an account is for."""

    platform = forms.ChoiceField(label="Platform", choices=list(PLATFORM_NAMES.items()))
    channel = Choose("Akun", required=False, empty="Semua akun di platform ini")
    purpose = Words("Gunanya", most=200)
    audiences = _audiences()
    pillars = forms.MultipleChoiceField(
        label="Pilar", choices=Pillar.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    urgent = forms.BooleanField(label="Dicari lebih dulu saat ada kabar mendesak", required=False)

    def lists(self, actor: Actor) -> dict[str, QuerySet[Any]]:
        """What each list offers."""
        return {"channel": channels_for(actor)}


class AudienceForm(forms.Form):
    """One more group of people."""

    name = Words("Nama khalayak", most=60)
