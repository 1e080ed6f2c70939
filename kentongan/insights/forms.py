"""What the page of an evaluation posts."""

from __future__ import annotations

from django import forms

from kentongan.insights.models import METRICS, Evaluation

MOST = 1_000_000_000


class ExpectForm(forms.Form):
    """How much of what a post is meant to reach."""

    metric = forms.ChoiceField(label="Yang dihitung", choices=list(METRICS.items()))
    expected = forms.IntegerField(
        label="Jumlah yang diharapkan",
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="Dari semua kanal bersama-sama. Kosongkan bila belum ada harapan.",
        error_messages={
            "invalid": "Tulis jumlahnya dengan angka saja, misalnya 1000.",
            "min_value": "Tulis angka 1 atau lebih, atau kosongkan.",
            "max_value": "Angkanya terlalu besar. Tulis paling banyak 1 miliar.",
        },
    )


class EvaluateForm(forms.Form):
    """What a person concludes, with the figures before them."""

    verdict = forms.ChoiceField(
        label="Apakah tujuannya tercapai?",
        choices=Evaluation.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    lessons = forms.CharField(
        label="Pelajaran",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Apa yang berhasil, dan apa yang lain kali dibuat berbeda?",
        error_messages={"required": "Tulis pelajarannya dengan singkat, supaya kiriman berikutnya lebih baik."},
    )
