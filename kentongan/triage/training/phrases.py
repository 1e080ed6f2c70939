"""Weak labels of our own writing: what people say of each matter, in short, in several ways of speaking. Half as heavy as gold.

Written from the routing table and everyday speech, not from the gold set; regional spellings await native speakers.
"""

from __future__ import annotations


def _said(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("|"))


TOPIC: dict[str, tuple[str, ...]] = {
    "T01": _said(
        "jalan poros hancur | jalan gang belum dicor | aspal baru sudah rusak lagi | jalan berdebu pekerjaan galian tidak ditutup | bekas galian pipa di jalan amblas | jalan amblas | jalan licin bergelombang | jalan ancur dak pernah diaspal | jalan berlubang belum ditambal | aspal mengelupas tiap hujan | jalan kampung kami masih tanah becek | jalanan hancur kapan diaspal | tambal sulam jalan asal-asalan | jalan rusak parah banyak lubang | jalan bolong-bolong nian | jalanna butut pisan loba liang | jalan rusak banar baluang | masolang laleng'e | motor jatuh kena lubang di jalan | proyek cor jalan mangkrak"
    ),
    "T02": _said(
        "trotoar dipakai jalan susah | jembatan retak | jembatan penghubung putus | plat jembatan berlubang | jembatan bambu | lantai jembatan bolong | jembatan goyang papannya lepas | trotoar pecah susah dilewati kursi roda | jembatan gantung putus talinya | paving trotoar copot | jembatan penyeberangan orang atapnya bolong | titian kayu lapuk | guiding block tunanetra terputus | pagar jembatan hilang | sasak rek runtuh"
    ),
    "T03": _said(
        "saluran air tersumbat sampah | got bau banyak jentik | minta normalisasi drainase | sedimen selokan tebal | parit ditimbun | selokan mampet penuh lumpur | got depan rumah tersumbat | gorong-gorong tertutup bangunan | drainase perlu dikeruk | tutup got hilang | parit dangkal tidak pernah dibersihkan | solokan pinuh ku leutak | siring mampet"
    ),
    "T04": _said(
        "rumah kebanjiran | kolam retensi | banjir rob | air masuk rumah | sungai meluap | pintu air | tanggul jebol | calap saban hujan | banjir bandang | banjir masuk rumah selutut | hujan sebentar langsung tergenang | air sungai meluap | banjir tiap tahun tidak ada solusi | genangan di simpang tidak surut | caah deui caah deui | kabanjiran lagi banyu naik | banyu naek masuk rumah | lempe battoa | rob masuk pemukiman | pompa banjir tidak jalan"
    ),
    "T05": _said(
        "tiang pju | lampu penerangan kedap kedip | gelap rawan begal karena lampu jalan mati | lampu taman jalan nyala siang hari | kabel pju dicuri | lampu jalan mati | pju padam gelap gulita | penerangan jalan umum tidak menyala | tiang lampu jalan roboh | minta dipasang lampu jalan | jalan gelap kalau malam | lampu jalan pareum poek | lampu jalan mati gelep nian | kadap lampu jalannya | mapettang lalengnge lampu mate"
    ),
    "T06": _said(
        "petugas sampah tidak keliling | kontainer sampah meluber | tumpukan sampah di pinggir jalan | jadwal angkut sampah | sampah di sungai | pilah sampah | kantong plastik | popok dibuang | sampah menumpuk belum diangkut | tps penuh bau | truk sampah tidak datang | orang buang sampah sembarangan | bak sampah kurang | iuran sampah bayar tapi tidak diangkut | runtah ngabukit | sampah numpuk mambau | tempat pembuangan akhir penuh | petugas kebersihan rajin nyapu | bank sampah"
    ),
    "T07": _said(
        "pabrik buang limbah | debu pabrik semen | bau busuk dari peternakan | getaran mesin | minyak jelantah dibuang ke got | kualitas udara | limbah pabrik dibuang ke sungai | sungai hitam berbusa | asap pabrik bikin sesak | bau kandang ayam menyengat | suara mesin proyek bising malam | air sumur tercemar limbah | udara kotor polusi | bakar ban asap hitam | ikan mati karena limbah | walungan bau limbah"
    ),
    "T08": _said(
        "pohon besar miring | ranting kena kabel | taman gelap kursinya rusak | pemangkasan pohon | penebangan pohon | alun-alun tanaman mati | hutan kota | pohon rawan tumbang perlu dipangkas | dahan menutupi kabel dan rambu | taman kota rusak mainannya | rumput taman tidak dipotong | pohon tumbang menutup jalan | ruang terbuka hijau kurang | ayunan di taman patah | tangkal gede arek rubuh | eceng gondok menutup kolam taman"
    ),
    "T09": _said(
        "air ngadat | air bau kaporit | airnya coklat | tagihan air bengkak | galian pipa pdam | air ngocor malam saja | ledeng mati | air pdam mati | air ledeng keruh berbau | tagihan air melonjak | pipa pdam bocor | air kecil tidak sampai ke rumah | meteran air rusak | cai pdam teu ngocor | banyu dak ngalir | banyu kada jalan | de' najokka wae pdam | sambungan baru air bersih"
    ),
    "T10": _said(
        "listrik sering padam | lampu rumah mati satu kampung | pasang baru listrik | petugas pln | gardu bunyi | kabel jatuh percikan api | voltase rendah | listrik padam dari tadi | mati lampu terus | pemadaman bergilir | kabel listrik menjuntai | token listrik tidak masuk | tiang listrik miring | tegangan naik turun | trafo meledak | pareum listrik | lampu mati sekampung | meteran pln rusak"
    ),
    "T11": _said(
        "parkir bayar dua kali | juru parkir liar minimarket | parkir on street | e-parkir | parkir truk depan rumah | motor hilang di parkiran | parkir liar di bahu jalan | jukir minta lima ribu | tukang parkir tidak kasih karcis | tarif parkir mahal getok | parkir sembarangan bikin sempit | lahan parkir kurang | parkir teu baleg | juru parkir maksa"
    ),
    "T12": _said(
        "kemacetan simpang | traffic light mati | pengalihan arus | zebra cross | speed bump | truk odol | jam berangkat sekolah macet | rekayasa lalu lintas | rambu dilarang parkir tertutup | macet parah tiap pagi | lampu merah mati | rambu lalu lintas hilang | marka dan zebra cross pudar | truk besar lewat jam sibuk | minta polisi tidur | satu arah membingungkan | kendaraan ngebut dekat sekolah | silaca' battoa | macet banar | lampu merah error | kecelakaan di tikungan | kendaraan lawan arah"
    ),
    "T13": _said(
        "sopir bus | halte jauh | feeder | angkot mogok | tarif angkutan | driver ojol | teman bus trans | dermaga speedboat | terminal bayangan | angkot ngetem lama | bus kota telat | halte rusak tidak beratap | rute bus tidak lewat sini | tarif ojek online | sopir ugal-ugalan | jadwal lrt | minta trayek baru | terminal kotor calo tiket | bus sekolah | pelabuhan feri speedboat | pete-pete sudah jarang"
    ),
    "T14": _said(
        "akta lahir | kartu identitas anak | surat pindah datang | ktp elektronik hilang | ikd aktivasi | kk barcode | salah tulis nama akta | legalisir kk | jemput bola adminduk | bikin ktp lama | blanko ktp habis | urus kartu keluarga | akta kelahiran anak | nik tidak aktif | pindah domisili | kia anak | antrean dukcapil online | rekam ktp di mana | akte kematian | ngurus ktp lamo nian | ganti status di kk | nama salah di ktp"
    ),
    "T15": _said(
        "dokter gigi | bidan | apotek rsud | kamar inap penuh | vaksin | demam berdarah | tbc | skrining | pasien ditelantarkan | puskesmas pembantu kosong | posbindu | ibu hamil | antre puskesmas lama | dokter tidak datang | obat kosong di puskesmas | jadwal vaksin | igd penuh | perawat judes | fogging demam berdarah | posyandu | imunisasi anak | stunting gizi | rumah sakit umum penuh | rujukan dipersulit | ambulans tidak datang | tes swab | isolasi mandiri | kasus covid naik | magello lalo rumah saki"
    ),
    "T16": _said(
        "kartu bpjs mati | bayar iuran bpjs | bpjs pbi dinonaktifkan | surat rujukan bpjs | kelas bpjs | jaminan kesehatan | bpjs nonaktif | kis tidak bisa dipakai | pindah faskes bpjs | tunggakan iuran bpjs | pbi dicabut | jkn mobile gagal masuk | bpjs ketenagakerjaan klaim jht | daftar bpjs gratis | rumah sakit menolak bpjs"
    ),
    "T17": _said(
        "anak sekolah | kepala sekolah | uang komite | guru kurang | daya tampung smp | jalur afirmasi | beasiswa | bangku rusak | ekskul | perpisahan sekolah bayar | kurikulum | paud | ppdb zonasi tidak adil | spmb anak saya tidak diterima | pungutan sekolah | guru jarang masuk | ruang kelas bocor atapnya | ijazah ditahan | seragam mahal | sekolah tatap muka kapan | kip pip belum cair | guru honorer gaji | kantin sekolah | sakola ruksak | massikola anakku | toilet sekolah kotor | makan bergizi gratis di sekolah"
    ),
    "T18": _said(
        "bantuan sosial tidak tepat | blt dd | nama hilang dari penerima bantuan | bantuan lansia | desil | bantuan pangan | kemiskinan | paket sembako | bansos salah sasaran | pkh belum cair | bpnt tidak dapat | blt tidak merata | data dtks dtsen | orang kaya dapat bantuan | janda miskin tidak dapat bantuan | sembako dipotong | dak pernah dapet bantuan | cek bansos | bantuan beras | rumah tidak layak huni bantuan"
    ),
    "T19": _said(
        "pengamen maksa | orang gila telanjang | lansia sebatang kara | anak punk | disabilitas terlantar | badut jalanan anak kecil | pengemis di lampu merah | anak jalanan ngamen | orang gila keliaran odgj mengamuk | gelandangan tidur di emperan | lansia terlantar sendirian | manusia silver | gepeng makin banyak | orang terlantar butuh tempat | bapak tua tidur di halte"
    ),
    "T20": _said(
        "pedagang kaki lima | warung jual tuak | geng motor | musik keras tengah malam | curanmor | pencurian | premanisme | reklame liar spanduk | anak muda mabuk | sabung ayam | pkl memakai trotoar | kafe karaoke berisik sampai pagi | miras dijual bebas | balap liar tiap malam minggu | tawuran pelajar | preman minta uang keamanan | satpol pp gusur | maling motor | sound horeg | warung remang-remang | knalpot brong | tetangga berisik | jualan di badan jalan"
    ),
    "T21": _said(
        "pos damkar | api | korsleting kebakaran | evakuasi ular | tawon vespa | mobil pemadam | cincin tersangkut | sumur jatuh penyelamatan | kebakaran rumah | damkar lama datang | ada ular masuk rumah | sarang tawon di atap | hydrant kering | kucing terjebak | api membesar | kaduruk imah | tabakar rumah | tattung bola api | terima kasih damkar | nomor pemadam kebakaran"
    ),
    "T22": _said(
        "bencana | badai | tenda pengungsi | logistik bencana | abrasi | kemarau panjang sumur kering | air bersih tangki kekeringan | peringatan dini | titik api lahan | longsor menutup jalan | angin puting beliung atap terbang | gempa terasa | kekeringan butuh air bersih | karhutla kabut asap | posko pengungsian | evakuasi warga | tanah retak rawan longsor | pohon tumbang kena rumah saat badai | tsunami | siaga bencana bpbd | asap lahan terbakar"
    ),
    "T23": _said(
        "izin mendirikan | surat izin praktik | izin usaha toko | perpanjang izin | slf | rekomendasi izin | izin penelitian | izin acara hajatan tutup jalan | izin usaha lama keluar | urus nib oss gagal | pbg imb berapa biaya | izin keramaian acara | perizinan berbelit | izin apotek praktik | syarat izin reklame | mal pelayanan publik izin | siup"
    ),
    "T24": _said(
        "rumah walet tanpa izin | pengembang nakal | lahan kosong diserobot | ptsl | kavling | kawasan resapan | bangunan di atas sungai | sertipikat | bangunan tanpa izin menutup jalan | sertifikat tanah ptsl belum jadi | sengketa tanah | rumah dibangun di sempadan sungai | batas tanah diserobot | perumahan di lahan hijau | tata ruang dilanggar | tanah warisan bpn | ganti rugi lahan | fasum perumahan dijual pengembang"
    ),
    "T25": _said(
        "pajak | sppt pbb | denda pajak | nop | pajak hotel | npwpd | tunggakan pbb | kantor bapenda | pbb naik tinggi | bayar pajak kendaraan | tagihan pbb salah nama | retribusi pasar | pajak restoran | pemutihan pajak | bayar pbb online | bphtb | sppt belum terima | pajak awis pisan | masoli pajak'e"
    ),
    "T26": _said(
        "harga beras | sembako naik | pedagang pasar | pasar sepi | spbu antre | pertalite | elpiji 3 kilo | telur naik | lapak pasar | pangkalan gas | harga cabai naik | minyak goreng langka | gas 3 kg kosong | beras mahal | pasar kotor becek | timbangan curang | kios pasar disewakan mahal | operasi pasar murah | gas melon susah | bensin langka antre | pasar terbakar relokasi pedagang | maelo' masoli barras'e | elpiji larang banar | revitalisasi pasar"
    ),
    "T27": _said(
        "kerja | pengangguran | gaji belum dibayar | umkm pemasaran | sertifikat halal umkm | pelatihan menjahit | bursa kerja | outsourcing | kontrak kerja | tki | lowongan kerja untuk warga | bantuan modal umkm | thr tidak dibayar | upah di bawah umr | di phk tanpa pesangon | pelatihan kerja gratis | koperasi macet simpanan | kartu prakerja | job fair | disnaker kartu kuning | kur pinjaman usaha | magang"
    ),
    "T28": _said(
        "korban kekerasan | suami memukul | anak disiksa | perundungan | pencabulan | nikah dini | hak asuh anak | eksploitasi anak | penculikan anak | anak dipukuli ayahnya | istri korban kdrt | pelecehan di angkot | anak dibully | pernikahan anak | kekerasan terhadap perempuan | anak hilang diculik | lapor ppa | guru mencabuli murid | ditelantarkan ibunya | rumah aman korban"
    ),
    "T29": _said(
        "kantor kelurahan | camat | lurah | rt rw | surat keterangan tidak mampu | sktm | staf kecamatan | pelayanan desa lama antre surat | kepling | pelayanan kelurahan lambat | petugas kecamatan judes | kantor lurah tutup jam kerja | surat pengantar rt dipersulit | pak rt tidak pernah ada | camat turun ke lapangan | pegawai kelurahan main hp | surat keterangan domisili usaha | ketua rw tidak netral | lurah susah ditemui | pelayanan ramah di kelurahan"
    ),
    "T30": _said(
        "pungutan liar | pelicin | minta jatah | oknum pegawai | asn bolos | korupsi | dugaan mark up | titip orang dalam | jual nama pejabat | pungli petugas minta uang | calo urus dokumen | oknum minta setoran | pegawai bolos nongkrong | korupsi dana proyek | suap masuk kerja | asn selingkuh | jual beli jabatan | dimintai uang rokok | mobil dinas dipakai pribadi | potongan liar | gratifikasi"
    ),
    "T31": _said(
        "petani | sawah | benih | alsintan | pompa air sawah | ternak mati | harga gabah | hama | pertanian | kebun | karet sawit | kakao | pupuk subsidi langka | irigasi kering sawah | hama wereng tikus | gabah murah | traktor bantuan kelompok tani | gagal panen | sapi kena pmk | penyuluh pertanian | bibit padi | harga jagung anjlok | wanita tani | galung marakko | saluran air sawah jebol"
    ),
    "T32": _said(
        "nelayan | ikan | kapal | solar nelayan | tambak | rumpon | bagang | budidaya lele | danau | pelelangan | nelayan solar susah | danau tempe surut | pukat harimau setrum ikan | tambak udang gagal | bantuan perahu mesin | harga ikan jatuh | keramba mati | kartu nelayan kusuka | tppi pelelangan ikan | ikan lawang danau | enceng gondok danau nelayan | budidaya ikan"
    ),
    "T33": _said(
        "kades | dana desa | aparat desa | kantor desa tutup | apbdes | blt desa | musdes | perangkat desa | dana desa tidak transparan | kepala desa tidak pernah di kantor | bumdes tidak jalan | perangkat desa keluarga semua | musyawarah desa | pilkades | posyandu desa dan kantor desa | bpd desa | jalan tani dana desa | pak desa"
    ),
    "T34": _said(
        "tambang | batu bara | galian tanah | hauling | reklamasi bekas tambang | eks tambang | penambang emas liar | lubang tambang tidak ditutup | truk batubara lewat jalan umum | tambang pasir ilegal | galian c merusak | debu batu bara | anak tenggelam di kolam tambang | tambang ilegal dekat rumah | peledakan tambang | izin tambang"
    ),
    "T35": _said(
        "aplikasi | website | wifi publik | sinyal hilang | jaringan internet | server down | link tidak bisa dibuka | admin akun lambat balas | telepon 112 | wifi gratis mati | sinyal tidak ada | website pemda tidak bisa dibuka | aplikasi error gagal masuk | call center 112 tidak diangkat | internet desa lambat | cctv kota mati | lapor tidak ditanggapi aplikasi | akun resmi tidak membalas | kabel internet semrawut | lupa kata sandi aplikasi | kode otp tidak masuk"
    ),
    "T36": _said(
        "wisata | festival | pantai kotor tiket | acara hari jadi | konser gratis | gelar budaya | gor rusak | lapangan futsal | museum | tari tradisional | sandeq lomba | kuliner | festival kapan | tiket masuk wisata mahal | toilet tempat wisata kotor | konser hari jadi kota | museum tutup | lomba perahu | stadion lapangan rusak | pentas seni budaya | car free day | objek wisata terbengkalai | pameran | karnaval | lapangan bola desa | atlet bonus"
    ),
    "T00": _said(
        "gaskeun | mantul | next | kangen | lucu banget | setuju | first | info loker admin | pemilu | partai | caleg | gubernur cakep | selamat ulang tahun | doa terbaik | kapan collab | jual akun | promo pinjaman cepat | cek profil aku | mantap pak wali | semangat terus | aamiin | selamat pagi min | follow balik dong | cek dm kak | wkwkwk | alhamdulillah | sehat selalu pak bupati | siapa nih | ikut nyimak | keren kotaku | pertamax | selamat hari raya | salam dari perantauan | jual sepatu murah cek bio | presiden siapa nanti | hadir | love kota ini | setuju kak | ini lho yang kemarin"
    ),
}
"""By code of the routing table; T00: no matter of government."""

KIND: dict[str, tuple[str, ...]] = {
    "aspiration": _said(
        "usul min dibuatkan taman baca | sebaiknya jam buka ditambah | mohon diadakan pelatihan lagi | alangkah baiknya ada halte di sini | saran saya diperbanyak tempat sampah | bisa gak buka hari minggu juga | semoga ada bus ke kampung kami | coba bikin acara tiap bulan | kalau bisa ditambah kuotanya | harusnya lockdown saja | usul dong kasih lampu hias | tolong bangunkan jembatan baru | pengen ada kelas malam | perbanyak lokasi vaksin | minta ditambah rute | jangan dihapus programnya | mun bisa mah ditambih deui | kalo pacak ditambah lagi | mun kawa diperbanyak"
    ),
    "request": _said(
        "minta data jumlah penerima bansos | boleh minta salinan perda | mana laporan anggarannya | berapa kasus hari ini | minta file pdf peraturannya | daftar penerima hibah bisa dilihat di mana | berapa anggaran jalan tahun ini | notulen rapatnya dipublikasikan dong | data per kecamatan ada | rincian apbd | berapa jumlah warga yang sudah divaksin | minta dokumen amdal | realisasi belanja tahun lalu berapa | jumlah pasien per kelurahan berapa"
    ),
    "question": _said(
        "kapan dibuka lagi min | syaratnya apa saja | jam berapa buka | bisa ktp luar kota gak | daftarnya di mana | berapa biayanya | gimana caranya | untuk umur 12 tahun bisa | loketnya sebelah mana | hari sabtu buka gak | iraha dibukana min | sarate opo wae | cak mano caronyo | kayapa caranya min | pigaui cara daftarna"
    ),
    "praise": _said(
        "terima kasih pelayanannya cepat | mantap pak | keren banget | petugasnya ramah | hebat kotaku | salut sama damkar | jempol buat nakes | pelayanan memuaskan | sukses terus pemkot | hatur nuhun pisan | makasih lah nian | bagus banar | mantap tawwa | makacca tongeng"
    ),
    "other": _said(
        "wkwkwk | aamiin | semoga cepat berlalu | iki lho | @username | ayo kita daftar bareng | sama aku juga | selamat pagi | ikut nyimak | alhamdulillah sudah turun | kok tinggi ya | sedih lihatnya | jaga kesehatan semua | dek iki | ndang mrono | melu yuk | amin ya allah"
    ),
    "complaint": _said(
        "jalan rusak tidak diperbaiki | webnya error terus | kok belum dapat jadwal | petugasnya judes | tidak pernah ditanggapi | antre dari pagi ditolak | sampah belum diangkut seminggu | lampu mati sudah sebulan | gak kebagian kuota | nomornya tidak diangkat | sertifikat belum keluar | pelayanan lambat sekali | jadwalnya gak jelas | teu acan diangkut wae | dak pernah diurus | kada suah dibaiki | de' nipabeccu"
    ),
}
URGENCY: dict[str, tuple[str, ...]] = {
    "now": _said(
        "kebakaran rumah sekarang tolong damkar | api membesar di pasar | kabel listrik putus menyala di jalan | orang tenggelam belum ditemukan | anak dipukuli tetangga sekarang | ada yang mau bunuh diri di jembatan | rumah roboh orang terjebak | bau gas bocor menyengat | bapak saya sesak napas igd menolak | ibu pingsan ambulans tidak datang | longsor menimbun rumah | banjir sedada lansia terjebak | perempuan disekap suaminya | tawuran bawa parang | anak hilang dari tadi pagi | begal membawa celurit | tersengat listrik | oksigen habis pasien kritis | keracunan massal di sekolah | tabakar rumah tulung | kaduruk imah tulung | buaya menerkam warga | tabrakan korban tergeletak"
    ),
    "soon": _said(
        "air pdam mati dua hari | listrik padam sejak pagi | banjir mulai masuk rumah | pohon miring mau tumbang | jembatan mau ambruk | lubang sudah banyak yang jatuh | kabel menjuntai rendah | obat jantung habis di puskesmas | rumah sakit menolak pasien bpjs | dbd di rt kami lima orang | jalan gelap sering dibegal | tutup got hilang anak bisa jatuh | air sungai naik terus | isoman butuh obat tidak ada yang datang | anak saya dibully sampai trauma | nomor darurat tidak bisa dihubungi | tanah retak rawan longsor | jalan putus mobil tidak bisa lewat | odgj mengamuk | asap limbah bikin anak sesak | banyu kada jalan dua hari | cai pareum ti kamari | listrik mati galo"
    ),
    "normal": _said(
        "kapan vaksin dibuka | sampah menumpuk | jalan berlubang | macet | lampu jalan mati | terima kasih | harga naik | urus ktp lama | webnya error | kemarin sempat banjir | semangat | kuota habis | petugas judes | usul taman baca | aamiin | urgent min tolong cek dm | parkir liar"
    ),
}
AUTHORITY: dict[str, tuple[str, ...]] = {
    "province": _said(
        "jalan provinsi berlubang | sma negeri pungutan | smk zonasi | pajak kendaraan samsat | gubernur | lubang tambang | truk batubara izin tambang | jalan milik pemprov"
    ),
    "national": _said(
        "jalan nasional rusak | jalan tol | sertifikat tanah bpn | paspor imigrasi | kereta api stasiun | pedulilindungi sertifikat | presiden menteri | bandara | harga bbm solar | ppkm dari pusat | kantor pertanahan | cpns pusat | universitas negeri"
    ),
    "pln": _said(
        "listrik padam pln | token listrik | mati lampu | kabel listrik | trafo pln | tiang listrik | pareum listrik"
    ),
    "police": _said(
        "maling motor | begal | bikin sim | tilang | kecelakaan lalu lintas | narkoba | tawuran | penipuan | perampokan | lapor polisi | polsek | balap liar"
    ),
    "water": _said(
        "air pdam mati | tagihan pdam | air ledeng keruh | pipa pdam bocor | meteran air | banyu dak ngalir | cai pdam | wae pdam"
    ),
    "bpjs": _said("bpjs nonaktif | jkn mobile | iuran bpjs | pindah faskes | kartu kis | kantor bpjs"),
    "other": _said(
        "sinyal operator telkomsel | indihome lambat | rumah sakit swasta | kabupaten sebelah | toko online | kurir paket | bank | perusahaan leasing | masjid"
    ),
    "none": _said(
        "wkwkwk | aamiin | selamat pagi | semangat | mantap pak wali | cek bio | ikut nyimak | sehat selalu | follow | slot gacor"
    ),
    "own": _said(
        "jalan berlubang | sampah menumpuk | lampu jalan mati | puskesmas antre | ktp lama | bansos tidak dapat | ppdb smp | kelurahan lambat | parkir liar | selokan mampet | pasar kotor | vaksin kapan"
    ),
}
THREATS = _said(
    "awas kamu nanti | tunggu saja kamu | saya bakar kantor lurah | bakar rumahmu | kubunuh kau | tak pateni kowe | ku tebas kau | bacok petugas itu | hajar pak camat | saya datangi rumahmu malam ini datangi rumahmu | mati kau | habisi keluargamu | gebuk petugas | bunuh kau nanti | bom kantor itu | siap siap kamu | mampus kau nanti | tembak kau | kuhajar kau | gorok kau"
)
NO_LANGUAGE = (
    "😂😂😂",
    "🙏",
    "👏👏👏",
    "❤️❤️",
    "🔥🔥🔥",
    "123",
    "2021",
    "??",
    "!!!",
    "@username",
    "@username @username",
    "",
    "😍",
    "😢😢",
    "👍",
    "https://t.co/abc",
    "08123",
    ".",
    "...",
    "١٢٣",
    "مرحبا بكم",
    "你好",
    "สวัสดี",
    "привет",
)
