"""What triage suggests, and the words it rests on. A person always confirms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kentongan.triage.suggest import COMPLAINT, MAYBE, OTHER, PRAISE, QUESTION, SURE, UNKNOWN, Place, suggest
from kentongan.triage.topics import TOPICS
from kentongan.triage.words import words_of

WAJO = (Place("1", "Tempe"), Place("2", "Tanasitolo"), Place("3", "Sabbangparu", ("Sabangparu",)))
LONGEST_COMMENT = 63_206


def topic_of(text: str) -> str:
    topic = suggest(text).topic
    return topic.code if topic else ""


def test_ranis_hole_in_the_road_is_a_complaint_about_the_road_and_says_why() -> None:
    text = "Jalan di depan pasar berlubang sudah 3 bulan, tolong Pak"
    found = suggest(text)
    assert (found.kind, found.topic_sure) == (COMPLAINT, SURE)
    assert found.topic is not None
    assert found.topic.affairs == ("1.03",)
    assert [text[one.start : one.end] for one in found.evidence] == ["Jalan", "berlubang"]


def test_a_place_the_government_knows_is_found_in_any_spelling() -> None:
    assert suggest("jln di TEMPE rusak", WAJO).place == WAJO[0]
    assert suggest("sampah di sabangparu", WAJO).place == WAJO[2]
    assert suggest("sampah di mana-mana", WAJO).place is None


def test_what_people_type_in_haste_is_read_as_meant() -> None:
    assert [word.said for word in words_of("Jln gaaak bgs, yg sdh ancuuur")] == ["jalan", "tidak", "bagus", "yang", "sudah", "hancur"]  # fmt: skip


def test_a_question_and_thanks_are_told_apart_from_a_complaint() -> None:
    assert suggest("Min, syaratnya apa saja untuk buat KTP?").kind == QUESTION
    assert suggest("Terima kasih bidan puskesmas, ramah sekali").kind == PRAISE


def test_asking_whether_there_is_one_is_a_question() -> None:
    assert suggest("Imunisasi hari Sabtu ada gak? Saya kerja Senin sampai Jumat").kind == QUESTION


def test_the_words_of_a_place_are_told_apart_from_those_of_the_matter() -> None:
    found = suggest("laleng masolang di Tempe", WAJO).evidence
    assert [(one.text, one.about) for one in found] == [("laleng", "topic"), ("masolang", "topic"), ("Tempe", "place")]


def test_words_that_say_nothing_get_no_suggestion() -> None:
    found = suggest("👏👏👏 ok")
    assert (found.kind, found.kind_sure, found.topic, found.topic_sure) == (OTHER, UNKNOWN, None, UNKNOWN)


def test_gambling_talk_is_marked_and_gets_no_topic_even_in_styled_letters() -> None:
    found = suggest("\U0001d5e6\U0001d5df\U0001d5e2\U0001d5e7 gacor hari ini cuan bosku, wifi lancar")
    assert found.spam
    assert found.topic is None


def test_one_word_of_gambling_talk_is_no_proof() -> None:
    assert not suggest("cuan dari jualan ikan menurun").spam


def test_money_asked_for_by_an_official_goes_to_the_watched_lane() -> None:
    topic = suggest("urus surat diminta uang, ini pungli").topic
    assert topic is not None
    assert topic.watched


def test_two_matters_in_one_comment_are_only_a_maybe() -> None:
    assert suggest("got mampet dan sampah menumpuk, banjir juga").topic_sure == MAYBE


def test_every_topic_has_its_own_code_and_words() -> None:
    assert [topic.code for topic in TOPICS] == [f"T{number:02}" for number in range(1, 37)]
    assert all(topic.words and topic.name for topic in TOPICS)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_and_the_words_shown_are_the_citizens_own(text: str) -> None:
    for one in suggest(text, WAJO).evidence:
        assert text[one.start : one.end] == one.text


def test_the_longest_comment_a_platform_allows_is_read() -> None:
    assert topic_of("jalan berlubang " * (LONGEST_COMMENT // 16)) == "T01"
