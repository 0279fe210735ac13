"""Frames with slots: what is put into one is never taken for a slot itself."""

import pytest

from powerhouse_site.plugin.frames import Frame

TEXT = "<title>ph-slot-title</title><a href=ph-slot-slug>ph-slot-title</a><p>ph-slot-content</p>ph-slot-description."
VALUES = {"title": "T", "description": "D", "slug": "s", "content": "C"}


def test_every_slot_is_filled_wherever_it_stands() -> None:
    assert Frame.cut(TEXT).fill(VALUES) == "<title>T</title><a href=s>T</a><p>C</p>D."


def test_a_frame_can_be_filled_again() -> None:
    frame = Frame.cut(TEXT)
    frame.fill(VALUES)
    assert frame.fill({**VALUES, "title": "U"}).count("U") == 2


@pytest.mark.parametrize("slot", ["title", "description", "slug", "content"])
@pytest.mark.parametrize("value", ["ph-slot-content", "ph-slot-title ph-slot-slug", r"\1 \g<0> {0} %s {{ 7*7 }} $1"])
def test_what_is_put_in_is_not_searched_again(slot: str, value: str) -> None:
    assert Frame.cut(f"[ph-slot-{slot}]").fill({**VALUES, slot: value}) == f"[{value}]"


def test_slots_that_meet_stay_apart() -> None:
    assert Frame.cut("ph-slot-titleph-slot-contentph-slot-").fill(VALUES) == "TCph-slot-"


def test_a_text_without_slots_stays_as_it_is() -> None:
    assert Frame.cut("plain").fill(VALUES) == "plain"
    assert Frame.cut("").fill(VALUES) == ""


def test_values_meet_in_no_new_slot() -> None:
    assert (
        Frame.cut("ph-slot-titleph-slot-slug").fill({**VALUES, "title": "ph-slot-", "slug": "title"}) == "ph-slot-title"
    )
