"""From a text to the words it is found by: letters folded, short forms and slang written out, regional spellings beside ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kentongan.inbox.search.stems import roots

LONGEST, MOST = 40, 1_500
"""Letters of a word, and words of a text, that are kept: a comment of 50,000 signs is found by its beginning."""
_WORD = re.compile(r"\w+(?:-\w+)*")
_REPEATED = re.compile(r"(\w)\1{2,}")
_TWICE = re.compile(r"^(\w{3,})2$")


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


# Our own list, from how people write to governments; each short form with the word it stands for.
WRITTEN_OUT = _pairs("""
yg=yang dgn=dengan dg=dengan utk=untuk tuk=untuk bwt=buat krn=karena karna=karena krna=karena dr=dari dri=dari kpd=kepada kpda=kepada
pd=pada pda=pada dlm=dalam sdh=sudah udh=sudah udah=sudah dah=sudah blm=belum blum=belum belom=belum tdk=tidak gak=tidak ga=tidak
gk=tidak ngga=tidak nggak=tidak enggak=tidak kagak=tidak kga=tidak dak=tidak idak=tidak kada=tidak ora=tidak jgn=jangan jngn=jangan
jg=juga jga=juga jd=jadi jdi=jadi sy=saya sya=saya aq=aku km=kamu kmi=kami org=orang orng=orang bnyk=banyak byk=banyak bgt=banget
bngt=banget tlg=tolong tlong=tolong tlng=tolong mhn=mohon mohn=mohon trims=terima tks=terima mksh=makasih makasi=makasih
bpk=bapak pak=bapak bp=bapak bu=ibu jln=jalan jl=jalan jlan=jalan gg=gang kec=kecamatan kel=kelurahan ds=desa kab=kabupaten
kmpg=kampung kmpung=kampung perum=perumahan prmhn=perumahan skolah=sekolah sklh=sekolah skolahan=sekolah rs=rumahsakit
pkm=puskesmas puskes=puskesmas pusk=puskesmas faskes=kesehatan psr=pasar lmpu=lampu lampuu=lampu smpah=sampah smph=sampah bjr=banjir
lobang=lubang lobng=lubang rusk=rusak rsk=rusak aer=air aek=air listrk=listrik pju=lampujalan
bbrp=beberapa brp=berapa brapa=berapa kpn=kapan kmn=kemana dmn=dimana dmana=dimana gmn=bagaimana gimana=bagaimana gmana=bagaimana
knp=kenapa knpa=kenapa npa=kenapa apkh=apakah skrg=sekarang skrng=sekarang skarang=sekarang bsk=besok kmrn=kemarin kmren=kemarin
hr=hari mlm=malam pgi=pagi thn=tahun th=tahun bln=bulan mgg=minggu tgl=tanggal jt=juta rb=ribu
dpt=dapat dpat=dapat dpet=dapat dapet=dapat ambl=ambil byr=bayar dtg=datang dtng=datang lgsg=langsung lsg=langsung lngsung=langsung
sgt=sangat sngat=sangat slm=selamat slmt=selamat smg=semoga moga=semoga smua=semua smw=semua sm=sama sma=sama
tp=tapi tpi=tapi klo=kalau kl=kalau klw=kalau kalo=kalau spt=seperti sprti=seperti kyk=seperti kayak=seperti trus=terus trs=terus
msh=masih masi=masih bs=bisa bsa=bisa biso=bisa ad=ada gada=tidakada emg=memang emang=memang aja=saja aj=saja sja=saja doang=saja
pemda=pemerintah pemkab=pemerintah pemkot=pemerintah pmrnth=pemerintah wrg=warga msyrkt=masyarakat masy=masyarakat mas=masyarakat
pengen=ingin pgn=ingin mau=ingin pelynan=pelayanan plynan=pelayanan ktp-el=ektp e-ktp=ektp
knapo=kenapa ngapo=kenapa nian=sangat galo=semua wong=orang jingok=lihat liat=lihat lht=lihat ngeliat=lihat
""")
COMMON = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "ini",
        "itu",
        "pada",
        "ada",
        "juga",
        "saja",
        "ya",
        "kok",
        "sih",
        "dong",
        "deh",
        "nih",
        "lah",
        "kan",
        "nya",
        "pun",
        "se",
        "atau",
        "karena",
        "kalau",
        "jadi",
        "oleh",
        "akan",
        "dalam",
        "sama",
        "seperti",
        "tapi",
        "terus",
        "lagi",
        "masih",
    ]
)
"""Too common to be looked for beside other words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, and the forms it is found by."""

    start: int
    end: int
    forms: tuple[str, ...]


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text, in order; places are those of the text as it is."""
    flat, places = _folded(text)
    for found in _WORD.finditer(flat):
        start, end = places[found.start()], places[found.end() - 1] + 1
        yield Word(start, end, forms_of(found.group()[:LONGEST]))


@lru_cache(maxsize=65_536)
def forms_of(word: str) -> tuple[str, ...]:
    """The forms one folded word is found by: its own first, then what it is short for and what those come from."""
    plain = _REPEATED.sub(r"\1", word)
    if doubled := _TWICE.match(plain):
        plain = doubled[1]  # anak2
    meant = WRITTEN_OUT.get(word) or WRITTEN_OUT.get(plain) or plain
    forms = dict.fromkeys([word, plain, *roots(meant)])
    for part in word.replace("-", "_").split("_") if "-" in word or "_" in word else ():
        forms.update(dict.fromkeys(roots(part)))
    return tuple(one for one in forms if one)


def _folded(text: str) -> tuple[str, list[int]]:
    """Small plain letters, and for each where it stands in the text: styled letters, accents and hidden signs fall away."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in _plain(sign):
            signs.append(plain)
            places.append(place)
    return "".join(signs), places


@lru_cache(maxsize=8_192)
def _plain(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if unicodedata.category(sign) in {"Cf", "Mn", "Me"}:
        return ""
    apart = unicodedata.normalize("NFKD", sign)
    return "".join(one for one in apart if not unicodedata.combining(one)).lower()
