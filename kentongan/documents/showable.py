"""What is told to a template, without the signs that no font here has."""

from __future__ import annotations

from typing import Any

from kentongan.documents.fonts import cannot_show

LEFT_OUT = "Tanda yang tidak dimiliki huruf dokumen ini, misalnya emoji, ditinggalkan."


def showable(told: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The same with such signs left out of every text, and whether any was."""
    missing = cannot_show("".join(_texts(told)))
    if not missing:
        return told, False
    clean: dict[str, Any] = _without(told, dict.fromkeys(map(ord, missing)))
    return clean, True


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - what goes into a template
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in _texts(one)]


def _without(value: Any, gone: dict[int, None]) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, str):
        return value.translate(gone)
    if isinstance(value, dict):
        return {key: _without(one, gone) for key, one in value.items()}
    return [_without(one, gone) for one in value] if isinstance(value, list | tuple) else value
