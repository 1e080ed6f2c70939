"""Faces are blurred for good in a copy; the original stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image, ImageStat

from kentongan.media.looks import LAPLACIAN
from kentongan.media.models import Asset
from kentongan.media.rights import CHILDREN, COMPLETE, NOBODY, SOCIAL
from kentongan.media.selectors import file_of
from kentongan.media.tests.shelf import kept
from kentongan.organizations.models import Person
from tests import builders

Screen = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_blurred_faces_are_gone_from_the_copy_and_stay_in_the_original(ayu: Person, screen_of: Screen) -> None:
    actor = builders.actor_of(ayu)
    asset = kept(actor, title="Posyandu", owner="Dinkes", licence="own", uses=[SOCIAL], people=CHILDREN)
    before = file_of("wajo", asset).read_bytes()
    told = {"left": ["25", ""], "top": ["25", ""], "width": ["30", ""], "height": ["40", ""]}
    answer = screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/samarkan/", told | {"people": NOBODY, "act": "save"})
    copy = Asset.objects.get(made_from=asset)
    assert answer["Location"].endswith(f"/pustaka/{copy.pk}/")
    assert (copy.title, copy.owner, copy.people) == ("Posyandu, wajah disamarkan", "Dinkes", NOBODY)
    assert copy.standing == COMPLETE
    assert file_of("wajo", asset).read_bytes() == before
    with Image.open(file_of("wajo", copy)) as blurred, Image.open(file_of("wajo", asset)) as original:
        box = (410, 310, 870, 770)
        assert len(set(blurred.crop(box).resize((46, 46)).get_flattened_data())) < 2000
        inside = ImageStat.Stat(blurred.crop(box).convert("L").resize((230, 230)).filter(LAPLACIAN))
        assert inside.stddev[0] < ImageStat.Stat(original.crop(box).convert("L").filter(LAPLACIAN)).stddev[0] / 4
        outside = (1400, 0, 1600, 200)
        assert ImageStat.Stat(blurred.crop(outside)).mean == pytest.approx(
            ImageStat.Stat(original.crop(outside)).mean, abs=1
        )


def test_without_a_marked_face_no_copy_is_made(ayu: Person, screen_of: Screen, text_of: Callable[[Any], str]) -> None:
    asset = kept(builders.actor_of(ayu))
    told = {"left": "200", "top": "x", "width": "-3", "height": "4", "people": NOBODY, "act": "save"}
    answer = screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/samarkan/", told)
    assert "Belum ada bagian yang ditandai" in text_of(answer)
    assert not Asset.objects.filter(made_from=asset).exists()


def test_faces_can_be_marked_line_by_line_without_javascript(ayu: Person, screen_of: Screen) -> None:
    asset = kept(builders.actor_of(ayu))
    told = {"left": "10", "top": "12,5", "width": "8", "height": "9", "act": "add"}
    page = screen_of(ayu).post(f"/g/wajo/pustaka/{asset.pk}/samarkan/", told).content.decode()
    assert 'name="top" inputmode="decimal" value="12.5"' in page
    assert not Asset.objects.filter(made_from=asset).exists()
