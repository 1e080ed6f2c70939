"""What each permission of each platform lets us do, as a person understands it. A test keeps every scope named here."""

from __future__ import annotations

from collections.abc import Iterable

WORDS: dict[str, str] = {
    # Facebook, and the Pages behind Instagram accounts
    "pages_show_list": "Melihat halaman mana yang Anda kelola",
    "pages_read_engagement": "Membaca kiriman dan pengikut halaman",
    "pages_manage_posts": "Menerbitkan, mengubah, dan menghapus kiriman halaman",
    "pages_manage_engagement": "Menjawab, menyembunyikan, dan menghapus komentar di halaman",
    "pages_read_user_engagement": "Membaca komentar warga di halaman",
    "pages_manage_metadata": "Menerima kabar begitu ada komentar baru",
    "pages_messaging": "Membaca dan menjawab pesan pribadi ke halaman",
    "publish_video": "Mengunggah video ke halaman",
    "read_insights": "Membaca angka jangkauan halaman",
    "CREATE_CONTENT": "Peran Anda di halaman: membuat kiriman",
    "MODERATE": "Peran Anda di halaman: mengurus komentar",
    "instagram_basic": "Melihat nama dan kiriman akun Instagram",
    "instagram_content_publish": "Menerbitkan foto, video, dan cerita di Instagram",
    "instagram_manage_comments": "Membaca, menjawab, dan menyembunyikan komentar di Instagram",
    "instagram_manage_insights": "Membaca angka jangkauan Instagram",
    "instagram_manage_messages": "Membaca dan menjawab pesan pribadi di Instagram",
    # X
    "tweet.read": "Membaca kiriman, balasan, dan sebutan",
    "tweet.write": "Menerbitkan, membalas, dan menghapus kiriman",
    "tweet.moderate.write": "Menyembunyikan balasan",
    "users.read": "Melihat nama akun",
    "media.write": "Mengunggah foto dan video",
    "dm.read": "Membaca pesan pribadi",
    "dm.write": "Menjawab pesan pribadi",
    "offline.access": "Tetap tersambung tanpa Anda masuk berulang kali",
    # YouTube
    "https://www.googleapis.com/auth/youtube.upload": "Mengunggah video ke kanal",
    "https://www.googleapis.com/auth/youtube.force-ssl": "Mengubah video, dan membaca serta menjawab komentar",
    "https://www.googleapis.com/auth/youtube.readonly": "Melihat video dan angka kanal",
    # TikTok
    "user.info.basic": "Melihat nama akun",
    "video.list": "Melihat video dan angkanya",
    "video.publish": "Menerbitkan video dan foto",
    # Bluesky
    "com.atproto.appPass": "Menerbitkan dan membaca atas nama akun",
}


def say(scope: str) -> str:
    """What a permission is for; the platform's own name where nobody put it into words."""
    return WORDS.get(scope, scope)


def listed(scopes: Iterable[str]) -> str:
    """Several permissions in one clause."""
    return "; ".join(_begun(say(scope)) for scope in scopes)


def _begun(words: str) -> str:
    return words[:1].lower() + words[1:]
