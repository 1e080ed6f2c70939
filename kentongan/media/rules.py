"""What may be uploaded, and the sentences by which a file is refused. Pure."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
IMAGE_BYTES = 20 * MEGABYTE
VIDEO_BYTES = 512 * MEGABYTE
IMAGE_PIXELS = 50_000_000
LONGEST_SIDE = 2048
SHORTEST_SIDE = 200
VIDEO_SECONDS = (1.0, 600.0)


NAMES = {
    "image": {"jpg", "jpeg", "jpe", "jfif", "png", "webp"},
    "video": {"mp4", "m4v", "mov", "qt"},
}
"""How the names of files end that are what they say."""


class MediaRefusedError(Exception):
    """The file is not taken. `sentence` says what is the matter and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a checked file is, as a viewer sees it: width and height after turning. What nobody could tell is empty or 0."""

    kind: str
    mime: str
    width: int
    height: int
    seconds: float = 0.0
    removed: tuple[str, ...] = ()  #: what was taken out of it, in words for people
    codec: str = ""  #: as ffmpeg names it: h264, hevc, vp9, av1
    audio: str = ""  #: aac, …; empty: no sound
    fps: float = 0.0
    rotation: int = 0  #: degrees clockwise a player turns a video
    read_by: str = ""  #: "ffprobe", or "mp4" when only our own reader looked
    told: tuple[str, ...] = ()  #: what else the writer should know, in sentences


def sniff(head: bytes) -> str:
    """Name what a file is by its first bytes: "image", "video", "heic", "other" or "empty". The name is never asked."""
    if not head:
        return "empty"
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"} else "video"
    return "other"


def refusal_by_type(kind: str) -> str:
    """What to tell whoever chose a file that is neither picture nor video; empty for those."""
    return {
        "empty": "Berkas ini kosong. Pilih berkas lain.",
        "heic": "Foto ini berformat HEIC, yang tidak dibaca semua kanal. Di iPhone pilih Pengaturan > Kamera > Format > "
        "Paling Kompatibel, atau kirim fotonya sebagai JPEG, lalu unggah lagi.",
        "other": "Berkas ini bukan foto atau video yang dapat dipakai, apa pun namanya. Unggah foto JPEG, PNG atau WebP, "
        "atau video MP4.",
    }.get(kind, "")


def lies(kind: str, name: str, declared: str) -> tuple[str, ...]:
    """What to tell about a file whose name or declared type says something other than its bytes; empty when they agree."""
    tail = name.lower().rpartition(".")[2] if "." in name else ""
    by_name = next((word for word, tails in NAMES.items() if tail in tails), "other" if tail else kind)
    by_type = declared.partition("/")[0]
    if by_name == kind and by_type in {"", kind, "application"}:
        return ()
    word = "foto" if kind == "image" else "video"
    said = f"Namanya berakhiran .{tail}" if by_name != kind else f"Perambannya menyebut {declared}"
    return (f"{said}, tetapi isinya {word}; yang dipakai isinya.",)


def refusal_by_size(kind: str, size: int) -> str:
    """What to tell about a file that is too large; empty when it is not. `size` in bytes."""
    limit = IMAGE_BYTES if kind == "image" else VIDEO_BYTES
    if size <= limit:
        return ""
    word = "Foto" if kind == "image" else "Video"
    todo = "Perkecil fotonya" if kind == "image" else "Potong atau kompres videonya"
    return f"{word} ini {_megabytes(size)} MB; paling besar {limit // MEGABYTE} MB. {todo}, lalu unggah lagi."


def refusal_by_pixels(width: int, height: int) -> str:
    """What to tell about a picture that is too large or too small to use; empty when it is neither."""
    if width * height > IMAGE_PIXELS:
        return (
            f"Foto ini {width} × {height} piksel; paling besar {IMAGE_PIXELS // 1_000_000} juta piksel. "
            "Perkecil fotonya, lalu unggah lagi."
        )
    if min(width, height) < SHORTEST_SIDE:
        return (
            f"Foto ini hanya {width} × {height} piksel, terlalu kecil untuk tampil jelas. "
            "Pakai foto aslinya, bukan tangkapan layar."
        )
    return ""


def refusal_by_length(seconds: float) -> str:
    """What to tell about a video that is too short or too long; empty when it is neither."""
    shortest, longest = VIDEO_SECONDS
    if seconds < shortest:
        return "Video ini lebih pendek dari satu detik. Pilih video lain."
    if seconds > longest:
        return f"Video ini {seconds / 60:.0f} menit; paling panjang {longest / 60:.0f} menit. Potong videonya, lalu unggah lagi."
    return ""


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",")
