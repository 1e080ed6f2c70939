"""The routing table: what citizens write about, in their own words, and which government affairs it belongs to.

Numbers T01…T36 and the assignment to affairs (urusan) follow the regulations file, §9.2; spellings marked there as general
knowledge still await native speakers. Which agency carries an affair differs by city and lies in the agencies' own rows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the table.

    `affairs`: codes of government affairs. `words`: single words or phrases, normalised. `outside`: who answers for it
    when it is not the government's own. `watched`: goes to the inspectorate's lane.
    """

    code: str
    name: str
    affairs: tuple[str, ...]
    words: tuple[str, ...]
    outside: str = ""
    watched: bool = False


def _topic(code: str, name: str, affairs: str, words: str, *, outside: str = "", watched: bool = False) -> Topic:
    spelled = tuple(word.strip() for word in words.split(","))
    return Topic(code, name, tuple(affairs.split()), spelled, outside, watched)


TOPICS: tuple[Topic, ...] = (
    _topic(
        "T01",
        "Jalan rusak",
        "1.03",
        "jalan, jalanan, aspal, berlubang, lubang, lobang, bolong, jalan rusak, jalan hancur, becek, butut, reksak, legok, "
        "luwang, laleng, masolang, ngelupas, ancur",
    ),
    _topic("T02", "Jembatan dan trotoar", "1.03", "jembatan, trotoar, paving, titian, sasak, gorong"),
    _topic("T03", "Drainase", "1.03", "drainase, got, selokan, parit, gorong-gorong, solokan, mampet"),
    _topic(
        "T04", "Banjir dan genangan", "1.03", "banjir, kebanjiran, genangan, tergenang, air naik, meluap, luapan, caah, baah, "
        "kabanjiran, calap, lempe, banyu naek",
    ),
    _topic("T05", "Lampu jalan", "2.15 1.03", "lampu jalan, pju, penerangan, gelap, lampu mati, poek, pareum, kadap, pettang, gelep"),
    _topic(
        "T06", "Sampah", "2.11", "sampah, tps, runtah, roppo, bau sampah, menumpuk, numpuk, buang sembarangan, mambuang sampah, "
        "miceun, carepa, macarepa, diangkut",
    ),
    _topic("T07", "Pencemaran", "2.11", "limbah, asap, pencemaran, bising, tercemar, sungai hitam, bau busuk"),
    _topic("T08", "Pohon dan taman", "2.11 1.04", "pohon, dahan, taman, tumbang, tangkal, enceng gondok, eceng gondok"),
    _topic(
        "T09", "Air bersih", "", "pdam, air bersih, air keruh, air mati, air pdam, ngalir, mengalir, banyu, cai, wae, ledeng, "
        "tagihan air", outside="Perumda air minum",
    ),
    _topic("T10", "Listrik", "", "listrik, pln, pemadaman, mati lampu, kabel, tiang listrik", outside="PLN"),
    _topic("T11", "Parkir", "2.15", "parkir, jukir, karcis, getok"),
    _topic("T12", "Lalu lintas", "2.15", "macet, lampu merah, rambu, zebra cross, lalu lintas, kemacetan, silaca, truk"),
    _topic("T13", "Angkutan umum", "2.15", "angkot, bus, halte, pete-pete, ojek, terminal, angkutan, trayek"),
    _topic(
        "T14", "Kependudukan", "2.12", "ktp, e-ktp, kartu keluarga, kk, kia, akta, akte, blanko, nik, dukcapil, disdukcapil, "
        "surat pindah",
    ),
    _topic(
        "T15", "Kesehatan", "1.02", "puskesmas, rsud, rumah sakit, dokter, obat, bidan, posyandu, fogging, dbd, stunting, vaksin, "
        "vaksinasi, imunisasi, rujukan, antrean, antre, gering, garing, rumah saki, pustu, campak",
    ),
    _topic("T16", "BPJS", "1.02 1.06", "bpjs, jkn, kis, pbi"),
    _topic(
        "T17", "Sekolah", "1.01", "sekolah, guru, ppdb, spmb, zonasi, ijazah, pungutan sekolah, sakola, massikola, sakulah, sd, "
        "smp, murid, seragam",
    ),
    _topic("T18", "Bantuan sosial", "1.06", "bansos, pkh, bpnt, blt, dtks, dtsen, bantuan, sembako"),
    _topic("T19", "Orang terlantar", "1.06", "pengemis, gepeng, anjal, odgj, terlantar, lansia"),
    _topic("T20", "Ketertiban", "1.05", "pkl, bangunan liar, miras, berisik, karaoke, satpol, balap liar, pedagang kaki lima"),
    _topic("T21", "Kebakaran", "1.05", "kebakaran, damkar, tawon, ular, kaduruk, tabakar, tattunu"),
    _topic("T22", "Bencana", "1.05", "longsor, angin kencang, karhutla, evakuasi, puting beliung, gempa"),
    _topic("T23", "Perizinan", "2.18", "izin, ijin, imb, pbg, oss, nib, perizinan"),
    _topic("T24", "Tata ruang dan tanah", "2.10 1.03", "sertifikat tanah, sengketa, tata ruang, tanah, bangunan tanpa izin"),
    _topic("T25", "Pajak dan retribusi", "", "pajak, pbb, retribusi, awis, masoli", outside="Badan Pendapatan Daerah"),
    _topic(
        "T26", "Pasar dan harga", "3.30", "pasar, harga, gas 3 kg, gas melon, elpiji, minyak goreng, timbangan, pasa, larang, kios, "
        "lapak",
    ),
    _topic("T27", "Usaha dan kerja", "2.17 2.07", "umkm, modal, loker, lowongan, thr, upah, phk, koperasi, pelatihan kerja"),
    _topic("T28", "Perempuan dan anak", "2.08", "kdrt, kekerasan, pelecehan, bullying, perundungan"),
    _topic("T29", "Pelayanan kelurahan dan kecamatan", "", "surat pengantar, kelurahan, kantor lurah, kantor camat, rt, rw, judes"),
    _topic(
        "T30", "Pungli dan disiplin", "", "pungli, calo, setoran, diminta uang, korupsi, selingkuh, bolos, suap, sogok",
        watched=True,
    ),
    _topic("T31", "Pertanian", "3.27", "pupuk, irigasi, sawah, padi, petani, panen, hama, gabah, traktor"),
    _topic("T32", "Perikanan dan danau", "3.25", "nelayan, danau tempe, ikan, tambak, perahu, danau"),
    _topic("T33", "Desa", "2.13", "desa, kepala desa, dana desa, bumdes"),
    _topic("T34", "Tambang", "", "tambang, batubara, lubang tambang, galian", outside="Dinas ESDM provinsi"),
    _topic("T35", "Internet publik", "2.16", "wifi, internet, sinyal, aplikasi, website"),
    _topic("T36", "Wisata dan acara", "3.26", "wisata, festival, acara, karnaval, pameran, konser, toilet umum"),
)  # fmt: skip
