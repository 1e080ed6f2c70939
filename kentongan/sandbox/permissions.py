"""What a platform's own consent page would say of each permission. The code word goes below it, small."""

from __future__ import annotations

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
}
