"""Screens for docs/screens that somebody has to do something for first."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from openpyxl import Workbook

from tests.stories.people import today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

    from tests.stories.people import Person

TITLE = "Kelas ibu hamil di Puskesmas Tempe"
STORY = (
    "Dinas Kesehatan membuka kelas ibu hamil gratis di Puskesmas Tempe, Kamis pukul 08.00. Bidan memeriksa tekanan darah dan "
    "berat badan, lalu menjawab pertanyaan ibu satu per satu. Semua OPD terkait turut hadir. Bawa buku KIA."
)
HEAD = ("Tanggal", "Jam", "Judul", "Cerita", "Pilar", "Kanal", "Program", "Kampanye", "Khalayak")


def writing(ayu: Person, *, step: str = "tulis") -> Page:
    """A story with hints beside it, for all her channels."""
    page = ayu.opens("/tulis/")
    page.get_by_label("Judul", exact=True).fill(TITLE)
    page.get_by_label("Tulisan", exact=True).fill(STORY)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(re.compile(r"/tulis/\d+/"))
    page.goto(re.sub(r"\?.*", "", page.url) + f"?langkah={step}")
    return page


def hints(ayu: Person) -> Page:
    """The same, at what the writing aids say."""
    page = writing(ayu)
    page.locator("#saran").evaluate("it => it.scrollIntoView({ block: 'center' })")
    return page


def previews(ayu: Person) -> Page:
    """The same, as the public will see it."""
    return writing(ayu, step="pratinjau")


def dry_run(ayu: Person) -> Page:
    """A workbook of five rows, two of which are not ready."""
    first = today() + timedelta(days=3)
    rows = [
        (first, "08:30", "Posyandu pekan depan", "Posyandu buka pukul 08.00.", "Layanan publik", "Facebook", "", "", "Umum"),
        (first, "10:00", "Cuci tangan", "Enam langkah cuci tangan.", "Edukasi masyarakat", "Semua", "", "", "Gen Z"),
        (first, "13:00", "Donor darah", "Donor darah di aula dinas.", "Kegiatan", "Instagram", "Ibu dan anak", "", ""),
        (first, "15:00", "Jam layanan", "Puskesmas buka sampai 14.00.", "Layanan", "Fesbuk", "", "", "Milenal"),
        ("3/4/2031", "08:30", "Imunisasi", "Imunisasi di sekolah.", "Layanan publik", "Facebook", "", "", ""),
    ]  # fmt: skip
    book, held = Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(held)
    page = ayu.opens("/impor/")
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": "rencana-pekan-depan.xlsx", "mimeType": mime, "buffer": held.getvalue()}
    page.get_by_label("Berkas rencana").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url(re.compile(r"/impor/\d+/"))
    return page


def evaluation(ayu: Person) -> Page:
    """A post that is out, against what was expected of it."""
    page = ayu.opens("/kiriman/?keadaan=terbit")
    page.locator("main a.title").first.click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    page.goto(page.url + "evaluasi/")
    if not page.locator("main .lesson").count():
        page.get_by_label(re.compile("^Jumlah yang diharapkan")).fill("1500")
        page.get_by_role("button", name="Simpan yang diharapkan").click()
        page.get_by_role("radio", name="Tercapai", exact=True).check()
        page.get_by_label(re.compile("^Pelajaran")).fill("Foto kegiatan lebih banyak dilihat daripada poster.")
        page.get_by_role("button", name="Simpan evaluasi").click()
        page.get_by_text("Evaluasi tersimpan").first.wait_for()
        page.goto(page.url)
    return page


SCENES: Mapping[str, tuple[str, Callable[[Person], Page]]] = {
    "tulis-saran": ("ayu", hints),
    "tulis-pratinjau": ("ayu", previews),
    "impor": ("ayu", dry_run),
    "evaluasi": ("ayu", evaluation),
}
"""Name of the picture → who looks, and what they do."""
PHONE_ONLY = frozenset({"tulis-pratinjau"})
"""At the desk the same stands beside the words."""
