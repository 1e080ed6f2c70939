"""Long lists, a page at a time."""

from __future__ import annotations

from kentongan.organizations.models import Agency
from kentongan.tenancy.models import Government
from kentongan.tenancy.paging import page_by_key
from tests import builders


def names(rows: list[Agency]) -> list[str]:
    return [agency.name for agency in rows]


def test_every_row_is_seen_once_however_the_pages_fall(wajo: Government) -> None:
    for name in ("B", "A", "C", "A 2", "B 2"):
        builders.agency(name, of=wajo)
    Agency.objects.filter(name__endswith=" 2").update(short_name="sama")
    seen, after = [], ""
    for _ in range(4):
        page = page_by_key(Agency.objects.all(), after, by=("short_name",), size=2)
        seen += names(page.rows)
        after = page.more
        if not after:
            break

    assert seen == ["A", "B", "C", "A 2", "B 2"]  # the two that share a name stand in the order of their keys
    assert after == ""


def test_a_list_that_fits_has_no_second_page(wajo: Government) -> None:
    builders.agency("A", of=wajo)

    page = page_by_key(Agency.objects.all(), size=2)

    assert (names(page.rows), page.more, page.is_first) == (["A"], "", True)


def test_newest_first_goes_on_with_what_is_older(wajo: Government) -> None:
    for name in ("A", "B", "C"):
        builders.agency(name, of=wajo)
    first = page_by_key(Agency.objects.all(), newest_first=True, size=2)

    second = page_by_key(Agency.objects.all(), first.more, newest_first=True, size=2)

    assert (names(first.rows), names(second.rows)) == (["C", "B"], ["A"])
    assert not second.is_first


def test_a_key_that_is_gone_or_nonsense_begins_again(wajo: Government) -> None:
    builders.agency("A", of=wajo)

    for after in ("999999", "9" * 5000, "'; drop table", ""):
        assert page_by_key(Agency.objects.all(), after).is_first
