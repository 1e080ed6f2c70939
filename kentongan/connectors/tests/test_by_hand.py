from __future__ import annotations

import pytest

from kentongan.connectors import registry
from kentongan.connectors.by_hand import PRESETS
from kentongan.connectors.contract import Act, Platform


@pytest.mark.parametrize("platform", sorted(PRESETS))
def test_a_place_without_a_connector_still_says_what_fits_there(platform: Platform) -> None:
    able = registry.capabilities(platform)
    assert able.by_hand
    assert able.post_text.source
    assert Act.PUBLISH in able.acts
    assert registry.count(platform, "Posyandu besok") == len("Posyandu besok")


def test_no_place_is_both_carried_by_hand_and_by_a_connector() -> None:
    assert not registry.PLATFORMS & PRESETS.keys()


def test_an_emoji_counts_on_threads_as_threads_counts_it() -> None:
    assert registry.count(Platform.THREADS, "Siap 🙏") == len("Siap ") + 4
