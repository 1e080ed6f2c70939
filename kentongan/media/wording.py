"""The words by which files are found."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kentongan.media.models import Asset, AssetWord

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST, MOST = 2, 40, 80
MOST_ASKED = 6
_WORD = re.compile(r"\w+")


def words_in(*texts: str) -> list[str]:
    """The words of some texts as they are compared: small letters, each once, at most 80."""
    flat = unicodedata.normalize("NFKC", " ".join(texts)).lower()
    found = (word[:LONGEST] for word in _WORD.findall(flat) if len(word) >= SHORTEST)
    return list(dict.fromkeys(found))[:MOST]


def asked_for(text: str) -> list[str]:
    """The words somebody looks for."""
    return words_in(text[:400])[:MOST_ASKED]


def after(word: str) -> str:
    """The first text in the order of bytes that does not begin with `word`."""
    return word[:-1] + chr(ord(word[-1]) + 1)


def index(asset: Asset) -> None:
    """Make a file findable by what is written about it now."""
    said = words_in(
        asset.title, asset.name.rpartition(".")[0], asset.credit, asset.owner, *_texts(asset.tags), asset.alt_text
    )
    rows = AssetWord.objects.filter(government_id=asset.government_id, asset_id=asset.pk)
    known = set(rows.values_list("word", flat=True))
    rows.filter(word__in=known.difference(said)).delete()
    fresh = [AssetWord(government_id=asset.government_id, asset_id=asset.pk, word=w) for w in said if w not in known]
    AssetWord.objects.bulk_create(fresh, ignore_conflicts=True)


def _texts(tags: Iterable[object]) -> list[str]:
    return [str(tag) for tag in tags]
