"""Which links the public could never open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.core.links import private_links


@pytest.mark.parametrize(
    "link",
    [
        "http://192.168.1.10/laporan.pdf",
        "https://10.0.0.5:8443/",
        "http://172.16.3.4",
        "http://localhost:8000/tulis/",
        "HTTP://LOCALHOST/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://metadata.google.internal/computeMetadata/v1/",
        "http://metadata/",
        "http://2130706433/",
        "http://3232235777/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:192.168.0.1]:80/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[fd00::1]/",
        "http://100.64.0.1/",
        "http://wajo.go.id@192.168.1.1/",
        "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/",
        "http://127.0.0.1.nip.io/",
        "http://server-kantor.local/berkas",
        "ftp://nas/berkas",
        "(lihat http://192.168.1.10).",
    ],
)
def test_a_link_into_a_private_network_is_found_however_it_is_spelled(link: str) -> None:
    assert len(private_links(f"Unduh formulirnya di {link} sebelum Jumat.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://dinkes.wajokab.go.id/imunisasi?a=1#b",
        "https://bit.ly/abc.",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "https://wajokab.go.id:8443/192.168.1.1",
        "Atur perute Anda di 192.168.1.1 lalu simpan.",
        "Pukul 10.00–12.00, Rp10.000.000",
        "https://xn--80ak6aa92e.com",
        "",
    ],
)
def test_what_the_public_can_open_is_left_in_peace(text: str) -> None:
    assert private_links(text) == ()


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    private_links(text)
    private_links(f"http://{text}")
