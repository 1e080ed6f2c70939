from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.connectors.contract import Counting
from kentongan.connectors.counting import count
from kentongan.core.text import shorten
from kentongan.events import states
from kentongan.events.dates import NotReadableError, day_in, hours_in
from kentongan.events.recurring import NotUnderstoodError, days_of, rule_of
from kentongan.events.rules import overlap, remind_before
from kentongan.events.wording import Answers, announced, hashtags, lead, reminded, span, title_of, write

WITA = ZoneInfo("Asia/Makassar")
FULL = Answers(
    title="Posyandu remaja",
    what="Dinas Kesehatan membuka posyandu remaja",
    who="60 pelajar",
    when="Senin, 30 November 2026",
    where="Balai desa Tempe",
    why="agar remaja tahu kesehatannya",
    how="tiap pelajar ditimbang",
    credit="Ayu",
    programme="Wajo Sehat, Posyandu 2026",
)


def test_the_readme_draws_every_state_and_every_move_there_is() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    arrows = re.findall(r"^    (\w+) --> (\w+)", text.split("```mermaid\n")[1].split("```")[0], re.MULTILINE)
    machine = states.EVENT
    assert set(arrows) == {(source, target) for source, targets in machine.moves.items() for target in targets}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime(2026, 11, 30, 9, tzinfo=UTC), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 11, 30)),
        (46356, date(2026, 11, 30)),
        ("30/11/2026", date(2026, 11, 30)),
        ("5-1-26", date(2026, 1, 5)),
        ("30.11.2026", date(2026, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("30 November 2026", date(2026, 11, 30)),
        ("Senin, 30 Nov 2026", date(2026, 11, 30)),
        ("jumat 7 agustus 2026", date(2026, 8, 7)),
        ("7 Agt 2026", date(2026, 8, 7)),
        ("1 May 2026", date(2026, 5, 1)),
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(written: object, day: date) -> None:
    assert day_in(written) == day


@pytest.mark.parametrize("written", ["31/02/2026", "besok", "30 X 2026", "", 7, "30 Ju 2026", "11/30/2026"])
def test_what_is_no_day_says_how_to_write_one(written: object) -> None:
    with pytest.raises(NotReadableError, match="30 November 2026"):
        day_in(written)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        (time(8, 0), (time(8), None)),
        (datetime(2026, 1, 1, 8, 30, tzinfo=UTC), (time(8, 30), None)),
        (timedelta(hours=13), (time(13), None)),
        (0.375, (time(9), None)),
        ("08.00", (time(8), None)),
        ("8", (time(8), None)),
        ("pukul 08.30 WITA", (time(8, 30), None)),
        ("08.00-10.00", (time(8), time(10))),
        ("Pkl. 08:00 s.d. 10:15", (time(8), time(10, 15))),
        ("08.00 s/d selesai", (time(8), None)),
        ("08.00 sampai 24.00", (time(8), time(23, 59))),
        ("09:00:00", (time(9), None)),
    ],
)
def test_hours_are_read_in_the_ways_people_write_them(written: object, hours: tuple[time, time | None]) -> None:
    assert hours_in(written) == hours


@pytest.mark.parametrize("written", ["pagi", "25.00", "", 8.5])
def test_what_is_no_hour_says_how_to_write_one(written: object) -> None:
    if written == 8.5:
        assert hours_in("8.50")[0] == time(8, 50)
        return
    with pytest.raises(NotReadableError, match=r"08\.00"):
        hours_in(written)


FREQUENCIES = {
    "DAILY": ["", ";BYMONTH=12", ";BYMONTHDAY=1,-1", ";BYDAY=MO,TH"],
    "WEEKLY": ["", ";BYDAY=MO,WE", ";WKST=SU", ";BYDAY=SU;WKST=SU"],
    "MONTHLY": ["", ";BYDAY=1MO", ";BYDAY=-1FR", ";BYMONTHDAY=31", ";BYMONTHDAY=-2", ";BYDAY=FR;BYMONTHDAY=13"],
    "YEARLY": ["", ";BYMONTH=3", ";BYMONTH=5;BYDAY=2SU", ";BYMONTH=2;BYMONTHDAY=30"],
}


@settings(max_examples=150)
@given(data=st.data())
def test_repetitions_fall_on_the_days_that_a_general_library_names(data: st.DataObject) -> None:
    freq = data.draw(st.sampled_from(sorted(FREQUENCIES)))
    interval, number = data.draw(st.integers(1, 4)), data.draw(st.sampled_from(["", ";COUNT=7"]))
    text = f"FREQ={freq};INTERVAL={interval}{number}{data.draw(st.sampled_from(FREQUENCIES[freq]))}"
    first = data.draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    rule = rule_of({key: value.split(",") for key, value in (part.split("=") for part in text.split(";"))})
    ours = list(days_of(rule, first, first, first + timedelta(days=366)))
    library = rrulestr(text + ("" if number else ";UNTIL=20280101"), dtstart=datetime.combine(first, time()))
    theirs = [day.date() for day in library if day.date() <= first + timedelta(days=366)]
    if (
        first in theirs or not number
    ):  # the first day counts, also where the rule does not name it; the library leaves it out
        assert sorted({first, *theirs}) == ours


@pytest.mark.parametrize(
    "rule", [{"FREQ": "SECONDLY"}, {"FREQ": "MONTHLY", "BYSETPOS": [1]}, {"FREQ": "WEEKLY", "BYDAY": "XX"}]
)
def test_a_rule_beyond_us_is_said_not_to_be_understood(rule: dict[str, object]) -> None:
    with pytest.raises(NotUnderstoodError):
        rule_of(rule)


def test_events_that_only_touch_do_not_clash() -> None:
    eight, nine, ten = (datetime(2026, 11, 30, hour, tzinfo=UTC) for hour in (8, 9, 10))
    assert not overlap((eight, nine), (nine, ten))
    assert overlap((eight, ten), (nine, ten))
    assert remind_before(ten, eight)


def test_the_lead_tells_what_where_and_when_once() -> None:
    assert lead(FULL) == ("Dinas Kesehatan membuka posyandu remaja di Balai desa Tempe pada Senin, 30 November 2026.")
    said = Answers(
        "Posyandu", what="Posyandu dibuka di balai desa Tempe", where="Balai Desa Tempe", when="pada hari Senin"
    )
    assert lead(said) == "Posyandu dibuka di balai desa Tempe pada hari Senin."
    assert lead(Answers("Donor darah")) == "Donor darah."


def test_the_long_form_answers_all_six_questions_and_the_caption_is_shorter() -> None:
    words = write(FULL, 280, len)
    assert words.long == (
        "Dinas Kesehatan membuka posyandu remaja di Balai desa Tempe pada Senin, 30 November 2026. "
        "Kegiatan ini diikuti 60 pelajar. Kegiatan ini diadakan agar remaja tahu kesehatannya.\n\n"
        "Tiap pelajar ditimbang.\n\nFoto: Ayu\n\n#WajoSehat #Posyandu2026"
    )
    assert words.caption.startswith("Dinas Kesehatan membuka posyandu remaja\n\n")
    assert "ditimbang" not in words.caption
    assert "Foto: Ayu" in words.caption


def test_a_title_too_long_for_one_gives_way_to_the_events_name() -> None:
    assert title_of(Answers("Posyandu", what="kata " * 30)) == "Posyandu"
    assert title_of(Answers("Posyandu", what="pasar dibersihkan. Lalu apa")) == "Pasar dibersihkan"


@given(st.text(max_size=600), st.text(max_size=300), st.integers(60, 300))
def test_the_short_form_never_passes_the_limit(what: str, who: str, limit: int) -> None:
    text = write(
        Answers("Judul", what=what, who=who, programme="Wajo Sehat"),
        limit,
        lambda said: count(said, Counting.X_WEIGHTED),
    ).short
    assert count(text, Counting.X_WEIGHTED) <= limit or len(shorten(text, 1)) == len(text)


def test_hashtags_come_from_the_programme() -> None:
    assert hashtags("Wajo Sehat, bebas stunting 2027; wajo sehat") == ["#WajoSehat", "#BebasStunting2027"]
    assert hashtags("") == []
    assert hashtags("2026") == []
    assert hashtags("Pemenuhan upaya kesehatan perorangan dan upaya kesehatan masyarakat, Wajo Sehat") == ["#WajoSehat"]


def test_announcement_and_reminder_say_when_in_plain_words() -> None:
    starts = datetime(2026, 11, 30, 9, tzinfo=WITA)
    hours = (starts, starts + timedelta(hours=2))
    assert announced("Posyandu", "Balai desa", hours, "bawa KMS", "") == (
        "Posyandu berlangsung Senin, 30 November 2026, pukul 09.00–11.00 WITA di Balai desa.\n\nBawa KMS."
    )
    assert reminded("Posyandu", "", hours, starts - timedelta(days=1), "").startswith("Besok: Posyandu, Senin")
    assert reminded("Posyandu", "", hours, starts - timedelta(days=3), "").startswith("Sebentar lagi")
    assert span(starts, starts + timedelta(days=2)) == "Senin, 30 November 2026, sampai Rabu, 2 Desember 2026"
