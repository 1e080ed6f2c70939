"""Names of places, which are facts: Kepmendagri 300.2.2-2138/2025 and 300.2.2-2430/2025.

A list is in the order of the codes: the third entry of 73.13 is 73.13.03.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A place with its Kemendagri code."""

    code: str
    name: str


DISTRICTS = {
    "73.13": "Sabangparu, Pammana, Takkalalla, Sajoanging, Majauleng, Tempe, Belawa, Tanasitolo, Maniangpajo, "
    "Pitumpanua, Bola, Penrang, Gilireng, Keera",
    "16.71": "Ilir Barat Dua, Seberang Ulu Satu, Seberang Ulu Dua, Ilir Barat Satu, Ilir Timur Satu, Ilir Timur Dua, "
    "Sukarami, Sako, Kemuning, Kalidoni, Bukitkecil, Gandus, Kertapati, Plaju, Alang-alang Lebar, Sematangborang, "
    "Jakabaring, Ilir Timur Tiga",
    "32.73": "Sukasari, Coblong, Babakan Ciparay, Bojongloa Kaler, Andir, Cicendo, Sukajadi, Cidadap, Bandung Wetan, "
    "Astanaanyar, Regol, Batununggal, Lengkong, Cibeunying Kidul, Bandung Kulon, Kiaracondong, Bojongloa Kidul, "
    "Cibeunying Kaler, Sumur Bandung, Antapani, Bandung Kidul, Buahbatu, Rancasari, Arcamanik, Cibiru, Ujungberung, "
    "Gedebage, Panyileukan, Cinambo, Mandalajati",
    "64.72": "Palaran, Samarinda Seberang, Samarinda Ulu, Samarinda Ilir, Samarinda Utara, Sungai Kunjang, Sambutan, "
    "Sungai Pinang, Samarinda Kota, Loa Janan Ilir",
}

VILLAGES = {
    "73.13.06": "Siengkang, Pattirosompe, Tempe, Maddukelleng, Watallipue, Mattiro Tappareng, Laelo, Salo Menraleng, "
    "Campalagi, Lapongkoda, Teddaopu, Paddupa, Wiring Palenae, Attakkae, Sitampae, Bulu Pabbulu",
}
"""Kelurahan of a kecamatan. Desa govern themselves and are no part of the tree."""


def districts(government_code: str) -> list[Region]:
    """Give the kecamatan of a regency or city."""
    names = DISTRICTS[government_code].split(", ")
    return [Region(f"{government_code}.{number:02}", name) for number, name in enumerate(names, start=1)]


def villages(district_code: str) -> list[Region]:
    """Give the kelurahan of a kecamatan, as far as they are carried here."""
    names = VILLAGES[district_code].split(", ") if district_code in VILLAGES else []
    return [Region(f"{district_code}.{1000 + number}", name) for number, name in enumerate(names, start=1)]
