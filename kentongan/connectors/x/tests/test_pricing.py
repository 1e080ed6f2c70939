"""What an act costs before it is sent: X counts dollars and reports none."""

from __future__ import annotations

import pytest

from kentongan.connectors import registry
from kentongan.connectors.contract import Act, Cost, Outbound, Platform
from kentongan.connectors.tests.stage import Stage


@pytest.mark.parametrize(
    ("outbound", "dollars"),
    [
        (Outbound(Act.PUBLISH, "k", "Jembatan dibuka. Terima kasih."), 0.015),
        (Outbound(Act.PUBLISH, "k", "Baca https://wajokab.go.id/jembatan"), 0.2),
        (Outbound(Act.PUBLISH, "k", "Baca wajokab.go.id ya"), 0.2),
        (Outbound(Act.PUBLISH, "k", "Baca", link="https://wajokab.go.id"), 0.2),
        (Outbound(Act.PUBLISH, "k", "Satu", parts=("Dua", "Tiga: https://wajokab.go.id")), 0.23),
        (Outbound(Act.COMMENT, "k", "Selengkapnya menyusul", post_id="1"), 0.015),
        (Outbound(Act.REPLY, "k", "Sampai Jumat", reply_to="1"), 0.01),
        (Outbound(Act.REPLY, "k", "Baca https://wajokab.go.id", reply_to="1"), 0.2),
        (Outbound(Act.MESSAGE, "k", "Di kantor camat", target_id="900"), 0.015),
        (Outbound(Act.DELETE, "k", "", target_id="1"), 0.01),
        (Outbound(Act.HIDE, "k", "", target_id="1"), 0.005),
    ],
)
def test_each_act_has_its_price(outbound: Outbound, dollars: float) -> None:
    assert Stage(Platform.X).connector.cost(outbound) == (Cost("usd", dollars),)


def test_what_x_cannot_do_is_not_promised() -> None:
    able = registry.capabilities(Platform.X)
    assert Act.EDIT not in able.acts
    assert not able.mixed_media
    assert not able.formats
    assert not able.link
