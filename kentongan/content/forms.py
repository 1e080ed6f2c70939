"""What the desk posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from kentongan.content.extra_fields import extras_in
from kentongan.content.models import Pillar
from kentongan.content.services import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from django.http import QueryDict

    from kentongan.content.models import Post, Version

LONGEST_STORY = 20_000
SOON, AT = "segera", "waktu"


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
            channels=chosen if "channels_shown" in self.data else None,
            extras=extras_in(self.data),
            by_hand={v.channel_id: self._words(v) for v in versions if f"v-{v.channel_id}-text" in self.data},
        )

    def alt_texts(self) -> dict[int, str]:
        """The descriptions of pictures, by asset."""
        named = {key.removeprefix("alt-"): self.data[key] for key in self.data if key.startswith("alt-")}
        return {int(key): str(words)[:1000] for key, words in named.items() if key.isdecimal()}

    def _words(self, version: Version) -> tuple[str, str]:
        text = str(self.data[f"v-{version.channel_id}-text"])[:LONGEST_STORY]
        return text, str(self.data.get(f"v-{version.channel_id}-title", version.title))


class ReasonForm(forms.Form):
    """Why a post is taken back."""

    reason = forms.CharField(
        label="Alasan", max_length=300, error_messages={"required": "Tulis alasannya dengan singkat."}
    )


class CorrectionForm(ReasonForm):
    """Other words for what the public reads, and why."""

    text = forms.CharField(max_length=LONGEST_STORY, strip=False)
