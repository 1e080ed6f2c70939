"""Words of danger: where one stands, a person looks, whatever the learned head makes of the rest.

One list for all: the reading by weights, the reading by lists alone, the inbox's alarms. Of our own writing; whoever wrote it had
seen the open two thirds of the gold set, never the held-out third. Regional words await native speakers.

How a line reads: `kabel* .. putus` is a word beginning with *kabel* and, up to three words later, *putus*; `a|b` is either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kentongan.triage.features import TOKEN, shape
from kentongan.triage.folding import fold, places
from kentongan.triage.reading import MOST_READ, NOW, SOON, Evidence
from kentongan.triage.wordlists import words

_NOT = (
    "tidak|tdk|gak|ga|nggak|ngga|gk|belum|blm|dak|idak|kada|kadada|teu|henteu|de|de'|degaga|ora|ndak|indak|susah|sulit"
)
_HOME = "rumah|rmh|imah|bola|omah|dapur|kamar"
LINES_NOW = f"""
kebakaran* | kobongan | kaduruk | tabakar* | tattunu | kahuruan | api* .. besar|membesar|merambat|atap|menjalar | apinya | terbakar
asap* .. tebal|hitam|hideung|pekat|ngelun | trafo|gardu .. meledak|ledak|terbakar
kabel* .. putus|setrum|nyetrum|jatuh|menyala|percik* | percik* .. kabel|listrik|gardu|trafo|api | kesetrum|tersetrum|kasetrum|kestrum|nyetrum
gas .. bocor | bocor* gas | bau gas | gas|trafo|gardu|tabung|kompor|bom|petasan|pabrik .. meledak | ledakan
tenggelam | kelelep|kalelep|kalimpuk | hanyut | terseret | perahu|kapal|ketek|speedboat|klotok .. terbalik|karam|tenggelam|tabalik
hilang|orang|org|anak|korban|tenggelam|hanyut|kapal|perahu .. {_NOT} .. ketemu|ditemukan|katemu | hilang .. hari|malam|pagi|sore|subuh .. {_NOT} pulang | melaut .. {_NOT} .. pulang
terjebak|kejebak|tajebak|kajebak|takurung .. di|dalam|banjir|rumah|api|lift | terjebak | can kaluar | {_HOME}|bayi|anak|nenek|kakek .. {_NOT} .. keluar|kaluar | naik ke atap | perahu karet
tertimbun | katindih | nimpa|menimpa|tertimpa|katimpa|ketimpa .. orang|mobil|angkot|motor|rumah|warga|anak
dipukul* | dipukuli* | dianiaya | disiksa | digebuk* | ditampar | dicekik|dicekek | dikeroyok | dibacok | ditusuk | ditikam | ditebas
parang | celurit|clurit | golok | sajam | senjata tajam | bawa pisau | ditodong | kdrt | diperkosa | pemerkosaan | diculik | penculikan | disekap|dikurung
tawuran .. sekarang|malam|bawa | bayi .. dibuang|dibuang|terlantar | lebam* | bekas ikatan | anak hilang .. tadi|kemarin|dari|sejak|pagi|sore|malam|hari
bunuh diri | bundir | gantung diri | mau|ingin|pengen|pingin|nak|handak mati | akhiri|mengakhiri hidup | {_NOT} mau|pengen|ingin hidup | guno .. hidup | capek hidup
pingsan | semaput | kapiuhan | {_NOT} sadar | sesak* napas|nafas|nyawa | sesek* napas|nafas | sesak|sesek .. tolong|ambulan*|rs|rsud|igd
kejang* | sekarat | saturasi | oksigen|o2 .. habis|kosong|butuh|rumah | butuh|cari|perlu oksigen | ngedrop|drop terus | pendarahan|perdarahan | muntah darah
stroke|strok .. {_NOT}|jalan|tolong | serangan jantung | mau|hendak|nak|handak melahirkan|lahiran | ketuban | keracunan | digigit ular | {_NOT} bernapas|bernafas|napas
igd|rs|rumah sakit .. penuh|ditolak|menolak|tutup .. sakit|pasien|bapak|ibu|anak|tetangga | ambulan* .. {_NOT} .. datang|diangkat|dihubungi|masuk|ada
jatuh|jatoh .. sumur|sungai|jurang|kali|laut
ambulan* .. butuh|segera|cepat | butuh|perlu|minta ambulan* | keadaan|kondisi darurat | gawat darurat sekarang | tolong segera | sos
tergeletak | buaya | ular|ulo|ulah|oray .. masuk|rumah|plafon|kamar .. tolong | tersengat | sandera | ditembak | penembakan
"""
LINES_SOON = f"""
kabel* .. menjuntai|menggantung|ngegantung|sepala|rendah|kendor|melorot|semrawut | menjuntai
miring | retak* | roboh | ambruk | ambrol | rubuh | rebah | runtuh | longsor* | tumbang | jebol | amblas | puting beliung | angin kencang .. rumah
jatuh|jatoh|tagugur|labu|jatuh2 .. lubang|lobang|luwang|got|parit|saluran | lubang|lobang|luwang|liang .. jatuh|jatoh|tagugur|celaka|korban | terperosok | nyaris|hampir|meh|ampir .. jatuh|jatoh|celaka|tabrakan|tertabrak|mati
orang|anak|ibu|bapak|kakanak|budak|barudak|istri|motor .. jatuh|jatoh|tagugur|labu
korban|nyawa .. jatuh|lagi|sudah|dulu|hilang | celaka | kecelakaan | keserempet|terserempet|ketabrak|ditabrak|tertabrak|tabrakan|katabrak | tergelincir|terpeleset
begal|dibegal|pembegalan | jambret|dijambret|kejambretan|penjambretan | rampok|dirampok|perampokan | geng motor
banjir .. masuk|naik|lutut|pinggang|dada|paha | kebanjiran|kabanjiran | banyu|air|cai|wae|ayia .. masuk|asup|muttama {_HOME} | banyu|air .. naik|naek lagi|terus|lakas|cepat
caah .. deui|imah|ayeuna | lempe* | calap .. rumah | terendam|tarandam|kerendam|kaleueum
air|banyu|cai|wae|pdam|ledeng|airnya .. {_NOT} .. ngalir|mengalir|jalan|ngocor|hidup|nyala|najokka | pdam|air mati | mati air* | cai .. pareum|hurip
listrik|lampu .. mati|padam|pareum .. jam|hari|malam|pagi|subuh|lagi|kali | mati lampu | mati listrik | listrik .. padam|mati|pareum | pareum listrik
obat* .. habis|kosong|langka|degaga | {_NOT} .. paburana | dbd | demam berdarah | mencret | sesak|sesek|seuseuk | muntaber
isoman|isolasi .. obat|sakit|{_NOT}|bantuan|ditinggal | {_NOT} .. isoman | ditolak|nolak|menolak .. rs|rsud|igd|puskesmas|rumah|pasien|rujukan|berobat
bpjs|kis|kartu* .. mati|nonaktif|{_NOT} .. operasi|transfusi|cuci|rawat|dirawat|kontrol|melahirkan | cuci darah | transfusi
jalan|jembatan|titian .. putus|ambles|terputus | {_NOT} bisa|kawa|pacak lewat|dilewati | jembatan|sasak .. goyang|lapuk|karat*|bolong*
112|119|call center .. diangkat|nyambung|aktif|respon | dibully|dibuli|perundungan|bully | dicabuli|pencabulan|cabul|grepe* | pelecehan|dilecehkan
odgj|gilo|gila|gelo|edan .. ngamuk|mengamuk|bahaya | dirantai|dipasung | kdrt | rumah aman | dikawinkan|dinikahkan
tutup* .. hilang .. lubang*|jatuh|masuk|bahaya | bahaya .. anak|nyawa|kepala|warga|lewat | membahayakan | menggigil | sarang tawon|tabuhan | diseureud|disengat
dahan|pohon .. patah|lapuk|rapuh|keropos | takut|takutan|takutka .. ambruk|roboh|jatuh|jatoh|tumbang|longsor|lewat | ulo|ular|oray .. masuk|plafon|rumah|kamar
tanggul .. jebol|retak|bocor | keluarga|anak|warga .. trauma
"""
HEDGES = words(
    "mau hampir takut takutan rawan bisa nak handak arek rek bade elo ntar nanti jangan awas cegah waspada kalau kalo mun andai potensi"
)
"""Close before a word of danger they say that it may come: soon, not now."""
OVER = words(
    "simulasi sosialisasi lomba pelatihan edukasi webinar talkshow sejarah film lagu sinetron mengenang dulu sempat alhamdulillah "
    "teratasi dipadamkan tertangani selamat ketolong"
)
"""Such words say that it is over, or only talk: a person looks, but the head's own value stands."""
EVERYDAY = words(
    "tolong bisa naik naek rumah jalan masuk sakit datang ada anak orang malam pagi hari lagi min pak bu mau ingin terus "
    f"sekarang rs wae meh jam kali warga ibu bapak {_NOT.replace('|', ' ')}"
)
"""No phrase is looked for because of these alone."""
_GAP = r"(?: [^ ]+){0,3}? "


@dataclass(frozen=True, slots=True)
class Danger:
    """What the words of danger say: now or soon, whether that may be said aloud, and the words."""

    value: str
    plain: bool
    words: tuple[Evidence, ...]


def looks_dangerous(said: Sequence[str]) -> list[int]:
    """Return places of words that carry a danger, or may with their neighbours, quickly: most comments hold none."""
    return [at for at, token in enumerate(said) if _MAY[token]]


def danger_in(text: str) -> Danger | None:
    """Return the gravest danger that the words of a text name."""
    folded = fold(text[:MOST_READ])
    said = [shape(token) for token in TOKEN.findall(folded)]
    numbers = sorted({number for word in said for number in _MAY[word]})
    line, patterns = f" {' '.join(said)} ", _patterns()
    for number in numbers:
        value, pattern = patterns[number]
        if match := pattern.search(line):
            first, last = line.count(" ", 0, match.start()), line.count(" ", 0, match.end() - 1) - 1
            comes = value == NOW and HEDGES.intersection(said[max(0, first - 2) : first])
            found = list(TOKEN.finditer(folded))[first : last + 1]
            return _told(SOON if comes else value, text, found, said)
    return None


def _told(value: str, text: str, found: Sequence[re.Match[str]], said: Sequence[str]) -> Danger:
    where = places(text[:MOST_READ])
    ends = [(where[one.start()], where[one.end() - 1] + 1) for one in found if one.end() <= len(where)]
    shown = tuple(Evidence(start, end, text[start:end]) for start, end in ends)
    return Danger(value, OVER.isdisjoint(said), shown)


def make_ready() -> None:
    """Make the lists ready now, so that the first comment need not wait for them."""
    _patterns()
    _beginnings()


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return all phrases with what each says, the gravest first."""
    every = [(value, phrase) for value, lines in ((NOW, LINES_NOW), (SOON, LINES_SOON)) for phrase in _phrases(lines)]
    return [(value, re.compile(f" {_pattern(phrase)}(?= )")) for value, phrase in every]


def _phrases(lines: str) -> Iterator[str]:
    """Split the lists: ` | ` with spaces parts phrases, `|` without them parts words."""
    for line in lines.strip().splitlines():
        yield from (phrase.strip() for phrase in line.split(" | "))


def _pattern(phrase: str) -> str:
    return _GAP.join(" ".join(map(_either, part.split())) for part in phrase.split(" .. "))


def _either(word: str) -> str:
    every = [
        re.escape(one.rstrip("*")) + ("[^ ]*" if one.endswith("*") else "(?:nya|na|ku|mu|mi|ji)?")
        for one in word.split("|")
    ]
    return f"(?:{'|'.join(every)})"


def _anchor(phrase: str) -> str:
    """Return the part of a phrase that is likely the rarest: long, and no everyday word."""
    return max((word for word in phrase.split() if word != ".."), key=lambda word: min(map(_rare, word.split("|"))))


def _rare(word: str) -> int:
    return 0 if word in EVERYDAY else len(word)


class _May(dict[str, tuple[int, ...]]):
    """Word to the phrases that it may carry, found once a word."""

    def __missing__(self, token: str) -> tuple[int, ...]:
        word = shape(token)
        near = _beginnings().get(word[:FIRST_SIGNS], ())
        value = tuple(number for number, anchor in near if anchor.fullmatch(word))
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[token] = value
        return value


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Return first signs of a word to the phrases whose rarest word may begin so."""
    table: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
    every = [phrase for lines in (LINES_NOW, LINES_SOON) for phrase in _phrases(lines)]
    for number, phrase in enumerate(every):
        anchor = _anchor(phrase)
        pattern = re.compile(_either(anchor))
        for begin in {word.rstrip("*")[:FIRST_SIGNS] for word in anchor.split("|")}:
            table.setdefault(begin, []).append((number, pattern))
    return table


FIRST_SIGNS = 3
MOST_KNOWN = 30_000
_MAY = _May()
