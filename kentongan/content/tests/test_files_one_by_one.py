"""Files sent one by one while a post is written: each once, whatever else was saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kentongan.content.models import Post
from kentongan.content.selectors import media_of
from kentongan.content.services import Draft, save_draft
from kentongan.content.tests.conftest import photo
from kentongan.organizations.actor import Actor
from kentongan.organizations.models import Person

Screen = Callable[[Person], Client]


def sends(browser: Client, post: Post, **more: Any) -> Any:
    return browser.post(f"/g/wajo/tulis/{post.pk}/berkas/", {"file": photo()} | more)


def test_a_photo_whose_answer_was_lost_is_sent_again_and_stays_one(post: Post, ayu: Person, screen_of: Screen) -> None:
    browser = screen_of(ayu)
    first, second = sends(browser, post).json(), sends(browser, post).json()
    assert first["id"] == second["id"]
    assert media_of(post).count() == 1


def test_a_photo_is_no_conflict_with_the_words_of_its_own_window(
    post: Post, ayu: Person, ayu_acts: Actor, screen_of: Screen
) -> None:
    began = post.revision
    assert sends(screen_of(ayu), post, tab="satu").status_code == 201
    words = Draft(title=post.title, story="Ditambah.", pillar=post.pillar, tab="satu")
    saved = save_draft(actor=ayu_acts, post=post, revision=began, draft=words)
    assert saved.story == "Ditambah."


def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(post: Post, ayu: Person, screen_of: Screen) -> None:
    answer = sends(screen_of(ayu), post, file=SimpleUploadedFile("surat.txt", b"halo"))
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    post.refresh_from_db()
    assert not media_of(post).exists()


def test_a_post_that_went_out_takes_no_more_files(post: Post, ayu: Person, screen_of: Screen) -> None:
    Post.objects.filter(pk=post.pk).update(state="published")
    answer = sends(screen_of(ayu), post)
    assert answer.status_code == 409
    assert "sudah terbit" in answer.json()["sentence"]


def test_citra_hangs_nothing_on_a_post_of_ours(post: Post, citra: Person, screen_of: Screen) -> None:
    assert sends(screen_of(citra), post).status_code == 404
