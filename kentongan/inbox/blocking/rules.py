"""What a block means on each platform, and how long one may stand before somebody looks at it again. Pure."""

from __future__ import annotations

from datetime import date, timedelta

USUAL, LONGEST = timedelta(days=90), timedelta(days=180)
LEAD = timedelta(days=7)
"""So long before its day the coordinators are asked to look at it."""
FIRST_YEAR = 2005
"""Before that no platform of ours had anybody to block: a year was mistyped."""
MEANS = {
    "facebook": "Di Facebook, yang diblokir Halaman tidak dapat berkomentar atau mengirim pesan, tetapi masih dapat membaca Halaman.",
    "instagram": "Di Instagram, yang diblokir tidak lagi menemukan akun ini. Yang hanya dibatasi masih dapat menulis, tetapi "
    "komentarnya tidak tampak bagi orang lain dan pesannya masuk ke permintaan pesan.",
    "x": "Di X, yang diblokir masih dapat membaca kiriman umum, tetapi tidak dapat membalas atau mengirim pesan.",
    "youtube": "Di YouTube, komentar yang disembunyikan dari kanal tidak tampak bagi orang lain, dan penulisnya tidak diberi tahu.",
    "tiktok": "Di TikTok, yang diblokir tidak dapat melihat video akun ini, berkomentar, atau mengirim pesan.",
    "bluesky": "Di Bluesky, keduanya tidak saling melihat dan tidak dapat saling membalas; pemblokirannya dapat dilihat siapa saja.",
}
"""Every platform names it otherwise; none of our connectors can do it or undo it."""


def meaning_on(platform: str) -> str:
    """What it means there, as a sentence; empty where we do not know."""
    return MEANS.get(platform, "")


def problem_with_days(since: date, review_on: date, today: date) -> str:
    """What is wrong with the days somebody chose, as a sentence; empty when nothing is."""
    if since > today:
        return "Tanggal memblokir belum tiba. Catat setelah benar-benar dilakukan di platform."
    if since.year < FIRST_YEAR:
        return f"Tanggal memblokir ada sebelum tahun {FIRST_YEAR}. Periksa tahunnya."
    return problem_with_review(review_on, today)


def problem_with_review(review_on: date, today: date) -> str:
    """What is wrong with the day to look at it again; empty when nothing is."""
    if today < review_on <= today + LONGEST:
        return ""
    return f"Tanggal meninjau harus sesudah hari ini, paling jauh {LONGEST.days} hari. Pilih tanggal lain."
