"""What the desk posts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms

from kentongan.content.extra_fields import extras_in
from kentongan.content.recurrence import LONGEST_MONTH, Every, Recurrence
from kentongan.content.services import Draft, Regional
from kentongan.content.side_models import QUOTE, TAB
from kentongan.core.days import DAYS
from kentongan.planning.pillars import Pillar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from django.http import QueryDict

    from kentongan.content.models import Post, Version

LONGEST_STORY = 20_000
NUMBER = re.compile(r"[0-9]{1,9}")  # fits the database's integer
SOON, AT = "segera", "waktu"
ONCE = ""
REPEATS = {ONCE: "Tidak diulang", Every.DAY: "Tiap hari", Every.WEEK: "Tiap minggu", Every.MONTH: "Tiap bulan"}


def number_in(typed: str) -> int:
    """A whole number as a form posts it; 0 where it is none."""
    return int(typed) if NUMBER.fullmatch(typed) else 0


class StartForm(forms.Form):
    """The first words of a post."""

    title = forms.CharField(label="Judul", max_length=160, required=False)
    story = forms.CharField(label="Tulisan", max_length=LONGEST_STORY, required=False, strip=False)
    pillar = forms.ChoiceField(label="Pilar", choices=Pillar.choices, initial=Pillar.SERVICE)


class DeskForm(StartForm):
    """The whole desk. Fields of versions and pictures are named after their keys: `v-<channel>-text`, `alt-<asset>`."""

    revision = forms.IntegerField(min_value=1)
    when = forms.ChoiceField(choices=[(SOON, "Segera setelah disetujui"), (AT, "Pada waktu tertentu")], initial=SOON)
    publish_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    repeat = forms.ChoiceField(required=False, choices=list(REPEATS.items()))
    repeat_weekday = forms.TypedMultipleChoiceField(required=False, choices=list(enumerate(DAYS)), coerce=int)
    repeat_day = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_MONTH)
    repeat_at = forms.TimeField(required=False)
    repeat_first = forms.DateField(required=False)
    repeat_last = forms.DateField(required=False)
    repeat_skip = forms.BooleanField(required=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    file_alt = forms.CharField(required=False, max_length=1000)

    def draft(self, post: Post, versions: Sequence[Version], zone: ZoneInfo) -> Draft:
        """What was typed, as the service takes it. What cannot be read (half a date) stays as it was."""
        given: dict[str, Any] = self.cleaned_data
        publish_at = post.publish_at
        if given.get("when") == SOON:
            publish_at = None
        elif moment := given.get("publish_at"):
            publish_at = moment.replace(tzinfo=zone)
        chosen = [int(value) for value in cast("QueryDict", self.data).getlist("channel") if value.isdecimal()]
        return Draft(
            title=given.get("title", post.title),
            story=given.get("story", post.story),
            pillar=given.get("pillar", post.pillar),
            publish_at=publish_at,
            recurrence=self._recurrence() if "repeat" in given and "repeat" in self.data else post.repeats,
            channels=chosen if "channels_shown" in self.data else None,
            extras=extras_in(self.data),
            regional=self._regional() if "regional" in self.data else None,
            tab=str(self.data.get("tab", ""))[:TAB],
            nth=self._nth(),
            by_hand={v.channel_id: self._words(v) for v in versions if f"v-{v.channel_id}-text" in self.data},
        )

    def _nth(self) -> int:
        said = str(self.data.get("nth", ""))
        return int(said) if NUMBER.fullmatch(said) else 0

    def _regional(self) -> Regional:
        data = cast("QueryDict", self.data)
        on, asked = (
            [int(key) for key in data.getlist(name) if NUMBER.fullmatch(key)]
            for name in ("regional_on", "regional_asked")
        )
        return Regional(str(data.get("regional_language", "")), str(data["regional"])[:LONGEST_STORY], on, asked)

    def _recurrence(self) -> Recurrence | None:
        """The schedule as far as it can be read; what is missing is told by the checks."""
        given: dict[str, Any] = self.cleaned_data
        if given["repeat"] == ONCE:
            return None
        return Recurrence(
            every=Every(given["repeat"]),
            at=given.get("repeat_at"),
            first=given.get("repeat_first"),
            last=given.get("repeat_last"),
            weekdays=tuple(sorted(given.get("repeat_weekday", ()))),
            day=given.get("repeat_day") or 0,
            skip_holidays=given.get("repeat_skip", False),
        )

    def alt_texts(self) -> dict[int, str]:
        """The descriptions of pictures, by asset."""
        named = {key.removeprefix("alt-"): self.data[key] for key in self.data if key.startswith("alt-")}
        return {int(key): str(words)[:1000] for key, words in named.items() if key.isdecimal()}

    def _words(self, version: Version) -> tuple[str, str]:
        text = str(self.data[f"v-{version.channel_id}-text"])[:LONGEST_STORY]
        return text, str(self.data.get(f"v-{version.channel_id}-title", version.title))


class UploadForm(forms.Form):
    """One file, sent while the post is written in window `tab`."""

    file = forms.FileField(allow_empty_file=True)
    tab = forms.CharField(required=False, max_length=TAB)


class ReasonForm(forms.Form):
    """Why a post is taken back."""

    reason = forms.CharField(
        label="Alasan", max_length=300, error_messages={"required": "Tulis alasannya dengan singkat."}
    )


class CorrectionForm(ReasonForm):
    """Other words for what the public reads, and why."""

    text = forms.CharField(max_length=LONGEST_STORY, strip=False)


class TemplateNameForm(forms.Form):
    """What a template of the office's own is called."""

    name = forms.CharField(max_length=80)
    everyone = forms.BooleanField(required=False)


class RemarkForm(forms.Form):
    """A passage and what is said about it. `near`: about where it stands in its text."""

    passage = forms.CharField(
        max_length=QUOTE,
        strip=False,
        error_messages={
            "required": "Pilih dulu bagian tulisan yang dimaksud, atau salin ke sini.",
            "max_length": f"Bagiannya terlalu panjang. Pilih paling banyak {QUOTE} huruf.",
        },
    )
    said = forms.CharField(max_length=2000, error_messages={"required": "Tulis catatannya."})
    channel = forms.IntegerField(required=False)
    near = forms.IntegerField(required=False, min_value=0)


class AnswerForm(forms.Form):
    """What is said to a remark."""

    answer = forms.CharField(max_length=2000, required=False)


class TagForm(forms.Form):
    """A hashtag or mention."""

    text = forms.CharField(max_length=80, error_messages={"required": "Tulis tagar atau sebutannya."})
    note = forms.CharField(max_length=160, required=False)
    platform = forms.CharField(max_length=16, required=False)
