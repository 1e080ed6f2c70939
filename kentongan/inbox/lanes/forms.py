"""What the pages of the lanes accept. Every problem says what happened and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from kentongan.inbox.lanes.models import Authority, LaporHandover, Letter
from kentongan.inbox.lanes.ppid_models import InformationLane
from kentongan.inbox.lanes.services.directory import Body
from kentongan.inbox.lanes.services.lapor import Sheet
from kentongan.inbox.lanes.services.letters import Words
from kentongan.inbox.lanes.states import LAPOR_STATES
from kentongan.organizations.forms import NEEDED, DayField
from kentongan.organizations.models import Agency

if TYPE_CHECKING:
    from kentongan.organizations.actor import Actor

LONGEST = 10_000


class Line(forms.CharField):
    """One line."""

    def __init__(self, label: str, most: int, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label, max_length=most, required=required, help_text=help_text, error_messages={"required": NEEDED}
        )


class Paragraph(forms.CharField):
    """Several lines."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "", rows: int = 4) -> None:
        super().__init__(
            label=label,
            max_length=LONGEST,
            required=required,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": NEEDED},
        )


class SheetForm(forms.Form):
    """The sheet for SP4N-LAPOR!."""

    title = Line("Judul laporan", 150)
    report_class = forms.ChoiceField(label="Klasifikasi", choices=LaporHandover.Class.choices)
    text = Paragraph("Isi laporan", rows=6, help_text="Kata-kata warga, tanpa nama dan nomor. Nomor sudah ditutup.")
    happened_on = DayField(label="Tanggal kejadian", required=False)
    place = Line("Lokasi kejadian", 200, required=False)
    agency_name = Line("Instansi tujuan", 160)
    category = Line("Kategori", 120, required=False, help_text="Pilih yang paling dekat di LAPOR.")
    attachments = Paragraph(
        "Lampiran", required=False, rows=2, help_text="Satu baris satu lampiran. Berkasnya diunggah sendiri di LAPOR."
    )
    secret = forms.BooleanField(label="Minta LAPOR merahasiakan identitas pelapor", required=False)
    names_citizen = forms.BooleanField(
        label="Sertakan nama akun pelapor",
        required=False,
        help_text="Hanya bila LAPOR memerlukannya dan warga tidak keberatan.",
    )
    keeps_personal = forms.BooleanField(
        label="Ada data pribadi yang memang perlu ikut",
        required=False,
        help_text="Misalnya nomor rumah yang harus didatangi. Tanpa centang ini, lembar dengan NIK atau nomor telepon tidak tersimpan.",
    )

    def sheet(self) -> Sheet:
        """The same as the service takes it."""
        return Sheet(**self.cleaned_data)


class NumberForm(forms.Form):
    """The number LAPOR gave."""

    told = Line(
        "Nomor laporan di LAPOR", 400, help_text="Boleh ditempel dengan tanda #, spasi, atau alamat laporannya."
    )


class StatusForm(forms.Form):
    """What somebody read there."""

    status = forms.ChoiceField(label="Status di LAPOR", choices=list(LAPOR_STATES.items()))
    read_on = DayField(label="Dibaca tanggal")
    words = Line("Catatan", 600, required=False)


class BroughtForm(forms.Form):
    """The answer that came by LAPOR."""

    text = Paragraph(
        "Jawaban dari LAPOR", rows=5, help_text="Salin teksnya utuh. Isinya masuk ke draf jawaban, belum terkirim."
    )
    came_on = DayField(label="Tanggal jawaban")


class LaneForm(forms.Form):
    """Which of two a question is."""

    lane = forms.ChoiceField(
        label="Jalur",
        choices=InformationLane.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih dahulu salah satu jalurnya."},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Dinas yang menguasai informasinya",
        required=False,
        help_text="Hanya untuk jalur PPID. Kosongkan bila belum tahu.",
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **kwargs)
        found = Agency.objects.filter(government_id=actor.government_id).exclude(kind=Agency.Kind.LEADER)
        self.fields["agency"].queryset = found.order_by("kind", "name")  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """What a letter says."""

    form = forms.ChoiceField(label="Bentuk", choices=Letter.Form.choices)
    number = Line("Nomor surat", 80, required=False, help_text="Dari buku agenda. Boleh menyusul.")
    subject = Line("Hal", 160)
    body = Paragraph("Isi surat", rows=12)
    signatory = Line("Nama penanda tangan", 120, required=False)
    signatory_position = Line("Jabatan penanda tangan", 120, required=False)

    def words(self) -> Words:
        """The same as the service takes it."""
        return Words(**self.cleaned_data)


class SentForm(forms.Form):
    """That it went."""

    sent_on = DayField(label="Dikirim tanggal")
    way = Line("Dikirim lewat", 120, help_text="Misalnya: surel resmi, Srikandi, atau diantar.")
    follow_up_on = DayField(label="Tanyakan kabarnya tanggal")


class ReplyForm(forms.Form):
    """What came back."""

    reply = Paragraph("Balasan instansi itu")
    replied_on = DayField(label="Tanggal balasan")


class HelpNumberForm(forms.Form):
    """A number to call."""

    number = forms.RegexField(
        r"^\+?[0-9][0-9 \-]{1,22}$",
        label="Nomor",
        max_length=24,
        error_messages={
            "required": NEEDED,
            "invalid": "Nomor ini belum dapat ditelepon: tulis angka saja, misalnya 112 atau 0485 21110.",
        },
    )
    name = Line("Siapa yang menjawab", 80)
    when = Line("Kapan dihubungi", 160, required=False)
    review_on = DayField(label="Periksa lagi tanggal", required=False)


class AuthorityForm(forms.Form):
    """Who else answers for what."""

    name = Line("Nama instansi", 160)
    level = forms.ChoiceField(label="Tingkat", choices=Authority.Level.choices)
    addressed_to = Line(
        "Surat ditujukan kepada", 160, help_text="Misalnya: Kepala Dinas Bina Marga Provinsi Sulawesi Selatan."
    )
    place = Line("Di", 80, required=False, help_text="Kota tujuan surat.")
    contact = Line(
        "Cara menghubungi", 200, required=False, help_text="Surel, nomor, atau halaman resmi; bukan nomor pribadi."
    )
    answers_for = Line("Menangani", 200, required=False, help_text="Kata kunci dengan koma, misalnya: listrik, PLN.")

    def body(self) -> Body:
        """The same as the service takes it."""
        return Body(**self.cleaned_data)
