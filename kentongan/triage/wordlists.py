"""Word lists of our own writing: abuse, threats, hoax talk, gambling, the small words that tell a language.

Regional spellings still await native speakers. No list of others has been copied.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one line."""
    return frozenset(text.split())


ABUSE = words(
    "anjing anjg anjir anying anjeng asu asuu bangsat bgst bajingan babi celeng goblok goblog gblk tolol tll bego dungu idiot "
    "kampret keparat kontol kntl memek mmk ngentot ngntt jancok jancuk jancik jncok cok cuk dancok pantek puki pukimak cukimai "
    "sundal sundala tailaso telaso suntili tai taik pepek perek lonte jablay brengsek setan iblis monyet kunyuk matamu ndasmu "
    "gathel picek bungul belegug koplok kehed pelacur buyan pilat bangke bangkai sialan geblek "
    "tolo bodoh bodo pea pekok"
)
"""Insults that stand for themselves; words that as often name the thing (sampah, maling) are left out."""

HARM = words(
    "bunuh membunuh kubunuh tembak tebas bacok bakar hajar gebuk gebukin habisi habisin mampusin tusuk gorok penggal pateni "
    "tak-pateni sikat santet bom ledakkan mutilasi injak"
)
AT_WHOM = words(
    "kau kamu kalian lu lo elu loe kowe kon sampeyan ikau ikam nyawa maneh sia kita mu kantormu rumahmu keluargamu anakmu "
    "kepalamu pak camat lurah walikota bupati petugas admin mimin min kantor"
)
THREATS = (
    "awas kamu", "awas kau", "awas lu", "awas lo", "tunggu saja kamu", "tunggu kau", "siap siap kamu", "kubunuh", "ku bunuh",
    "tak pateni", "saya bakar kantor", "bakar kantor", "bakar rumahmu", "datangi rumahmu", "ku datangi rumah", "habis kau", "mati kau",
    "mati kamu", "mampus kau", "kutebas", "ku tebas", "kubacok", "ku bacok", "kuhajar", "ku hajar", "saya hajar", "tak hajar",
)  # fmt: skip

HOAX = (
    "chip", "microchip", "elit global", "elite global", "konspirasi", "dicovidkan", "di covid kan", "dicopidkan", "plandemi", "rekayasa",
    "sebarkan", "viralkan", "bagikan sebelum dihapus", "kabar dari grup", "katanya dari wa", "info dari wa", "jangan mau divaksin",
    "vaksin membunuh", "senjata biologis", "yahudi", "5g",
)  # fmt: skip
GAMBLING = words("slot gacor maxwin scatter togel depo jackpot jepe jp rtp zeus olympus wd qq")

LANGUAGE_MARKS: dict[str, frozenset[str]] = {
    "jav": words("ora ojo opo iki iku kuwi wes wis piye kok kowe aku sing ono ning nang karo mung ngono ngene nek saiki mbok iso"),
    "sun": words("teu henteu atuh mah teh kumaha naon iraha abdi urang maneh euy geus keur ieu eta lamun jeung ka nu"),
    "bjn": words("kada ulun pian ikam nang lawan banar wahini sidin kaya apa gasan ganal haja handak jua bubuhan"),
    "bug": words("iyya engka dek degaga makkokkoe aga magi ku ri na sibawa pole lao tau maega elo ki ta'"),
    "mui": words("dak idak katek nian galo pacak bae kito wong dio uwong nak cak apo mano jugo ado samo jingok"),
    "eng": words("the is are and you for of to in it this that please thank thanks good"),
}  # fmt: skip
