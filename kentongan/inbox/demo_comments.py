"""Comments as citizens of four places might write them, in Indonesian and in their own speech.

Written for this product; nobody real wrote or is named in them. Tests measure triage on them.
"""

from __future__ import annotations

from dataclasses import dataclass

GOVERNMENTS = {"w": "wajo", "p": "palembang", "b": "bandung", "s": "samarinda"}
PLATFORMS = {"f": "facebook", "i": "instagram", "x": "x", "y": "youtube", "t": "tiktok"}
KINDS = {"p": "complaint", "a": "aspiration", "t": "question", "s": "praise", "l": "other"}


@dataclass(frozen=True, slots=True)
class DemoComment:
    """One comment. `topic`: code of the routing table that a person would choose; empty where none fits."""

    government: str
    platform: str
    author: str
    kind: str
    topic: str
    text: str


LINES = """
w i p T01 rani_wjo|Jalan di depan pasar berlubang sudah 3 bulan, kemarin ada ibu jatuh dari motor. Tolong ki', Pak.
w f p T32 nelayan.tempe|Enceng gondok di danau makin rapat, perahu nelayan susah lewat. Kapan mi dibersihkan?
w f t T14 bapak ambo|Tabe', KTP saya hilang, apa saja syaratnya kalau mau cetak ulang di kecamatan?
w f s T15 ibu lapongkoda|Terima kasih bidan di pustu, ramah sekali, anakku cepat ji ditangani
w x p T05 warga_paria|Lampu jalan poros mati semua, gelap sekali, rawan ki' kalau malam
w i a T08 baso.muda|Usul kodong, taman kota dibuatkan tempat duduk dan pohon peneduh
w i p T01 la_upe|Laleng masolang, motorku hampir jatuh tadi pagi, tolong diperbaiki mi
w f p T06 sengkang_bersih|Carepa mi ini jalanan pasar, sampah menumpuk tiga hari de' gaga yang angkut
w f p T04 indo.tuo|Lempe' lagi di kampungku, air naik sampai lutut, belum ada bantuan datang
w y t T31 petani pitumpanua|Pupuk subsidi kapan masuk? Sawah sudah waktunya ditanami, jangan mi terlambat lagi
w i p T09 rumah_tempe|Air PDAM keruh dari kemarin, de' na wedding dipakai mencuci
w f p T15 keluarga_maniang|Di puskesmas antre dari jam 7 baru dipanggil jam 11, obat juga kosong. Matengnge' sekali
w i t T17 ibunya_ira|Kapan pendaftaran SPMB SMP dibuka, dan zonasinya bagaimana untuk kecamatan Tempe?
w i s - pemuda_wajo|Mantap, semoga makin maju kabupatenta' 👏👏
w t p T26 pasar_baru|Harga gas 3 kg sudah 35 ribu di kios, tolong ditertibkan pak
w x p T30 bukan_siapa2|Mau urus surat saja diminta uang rokok sama oknum, ini pungli namanya
p i p T01 plg_timur|Jalan bolong galo di depan lorong, ancur nian, mak mano nak lewat kalu hujan
p f p T04 wong_ilir|Banyu naek lagi, got mampet dak pernah dikeruk, tulong nian pak
p x p T06 seberang.ulu|Sampah numpuk di depan pasar, baunyo dak tahan, katek yang ngangkut la tigo ari
p i t T14 mak_cik_yana|Ngurus KTP lamo nian, blanko habis apo cak mano min?
p i p T09 kertapati_bae|Banyu PDAM dak ngalir dari subuh, nak masak pake apo kami
p f p T11 jukir_oh_jukir|Parkir di bawah jembatan dimintak 10 ribu dak pake karcis, getok nian
p i s - sanjo_plg|Mantap nian pak, LRT makin rapi, terimo kasih yo 🙏
p x p T12 macet_terus|Lampu merah simpang mati dari kemaren, macet nian dak keruan
p f t T18 ibu_gandus|Min, ngapo kami dak dapet bansos PKH lagi, padahal tahun kemaren dapet?
p i a T13 mahasiswa_kito|Usul pak, tambah bus ke arah kampus, kami nunggu di halte lamo nian
p y p T05 lorong_gelep|PJU di lorong kami mati, gelep galo, budak balek ngaji takut
p f p T15 warga_plaju|Di rumah sakit daerah dokternyo telat, antre dari pagi dak dipanggil-panggil
p i t T36 jalanjalan_yuk|Festival sungai kapan mulai min? Ado tiketnyo dak?
p t l - gacor88_cuan|SLOT gacor hari ini maxwin cuan bosku cek bio
p i p T20 wong_pasar|PKL nutup trotoar galo, wong jalan kaki pindah ke aspal, cak mano Satpol PP?
p f p T17 bapak_budak_sd|Katonyo sekolah gratis, tapi masih ado pungutan seragam di SD anak aku
b i p T01 neng_ujung|Jalan butut pisan di deket pasar, loba liang, tos aya nu labuh
b f p T06 kang_dago|Runtah numpuk teu diangkut-angkut ti minggu kamari, bau pisan
b x p T04 cibeunying.kaler|Banjir deui banjir deui, solokan mampet unggal hujan, iraha didangdosan?
b i p T05 teh_euis|PJU pareum kabeh di gang, poék pisan, sieun mulang gawé
b i t T17 ibu_antapani|Min, PPDB zonasi untuk SD pendaftarannya tanggal berapa ya?
b f p T12 supir_angkutan|Macet terus di perempatan, lampu merahna mati, tulung diatur
b i s - kabogoh_kota|Nuhun pisan petugas taman, ayeuna bersih tur asri 🌿
b x p T11 tukang_parkir|Parkir liar di trotoar, jukir nagih 15 rebu, teu baleg
b f p T09 warga_ujungberung|Cai PDAM teu ngalir geus dua poé, kumaha atuh
b i a T13 anak_kos|Usul, angkot listrik diperbanyak di jam pulang kerja, sekarang susah nunggunya
b y p T08 komplek_asri|Tangkal gedé di pinggir jalan geus miring, sieun rubuh ka imah, tolong dipangkas
b t p T26 warung_teteh|Harga minyak goreng naik terus, timbangan di pasar oge sok teu pas
b f t T23 usaha_rumahan|Mau tanya cara urus NIB dan izin usaha kecil di mana ya, bisa online?
b i p T20 teu_tiasa_sare|Karaoke dekat rumah berisik sampai jam 3 pagi, Satpol PP tolong ditertibkan
b i p T28 sahabat_anak|Ada perundungan di sekolah dekat rumah, anaknya takut masuk. Lapor ke mana?
b x p T24 warga_lembur|Bangunan tanpa izin di lahan kosong sebelah, katanya sengketa tapi terus dibangun
s i p T01 acil_sungai|Jalan bolong-bolong banar di muka pasar, luwang ganal, kada sing baikan
s f p T04 urang_loa|Baah lagi, calap sampai dalam rumah, parit kada suah dikeruk
s x p T05 budak_tepian|Lampu jalan mati, kadap banar di gang kami, takutan anak bulik mengaji
s i p T06 warga_gunung|Sampah basusun di TPS, rigat wan babau, kada diangkut sudah tiga hari
s f p T34 kampung_kami|Lubang tambang dekat kampung kada ditutup, bahaya banar gasan kakanakan
s i t T14 mama_nisa|Min, mau baganti KK karna pindah rumah, apa aja syaratnya lah?
s i p T09 pian_tau|Banyu ledeng kada jalan dari samalam, mandi pakai apa kami
s y p T12 sopir.truk|Truk batubara lewat jam sekolah, macet banar, tolong ditertibkan pang
s f p T14 ulun_hadang|Mangurus akta talambat banar, lawas mahadang di dukcapil
s i s - etam_samarinda|Keren etam, taman tepian makin bagus, makasih lah sudah baikan
s f t T15 ibu_garing|Anak garing, puskesmas buka jam berapa hari Sabtu min?
s i a T35 pelajar_kota|Saran min, wifi gratis di taman dinyalakan sampai malam gasan belajar
s x p T21 tabakar_lah|Ada rumah tabakar di gang sempit, damkar susah masuk, mohon cepat
s t p T26 warung_acil|Elpiji larang banar, 3 kg sampai 40 ribu, kada sanggup lagi
s f t T29 rt_lima|Surat pengantar dari RT masih perlu kah kalau urus di kelurahan?
s i p T03 gang_buntu|Parit mampet, sampah manyangkut, hujan sadikit banyu masuk jalan
"""
"""Government, platform, kind (p complaint, a aspiration, t question, s praise, l other), topic (- for none), author | text."""


def comments(government: str = "") -> list[DemoComment]:
    """Read the lines, of one government or of all."""
    read = [_comment(line) for line in LINES.strip().splitlines()]
    return [one for one in read if government in {"", one.government}]


def _comment(line: str) -> DemoComment:
    head, text = line.split("|")
    place, platform, kind, topic, author = head.split(maxsplit=4)
    return DemoComment(
        government=GOVERNMENTS[place],
        platform=PLATFORMS[platform],
        author=author,
        kind=KINDS[kind],
        topic="" if topic == "-" else topic,
        text=text,
    )
