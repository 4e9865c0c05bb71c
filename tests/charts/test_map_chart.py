"""Agreed, rejected, split or undecided: every document as a dot by support and agreement."""

import random
from itertools import combinations
from typing import Any

import pytest
from charts import samples
from charts.drawing import drawn, words_of
from charts.samples import TARGET
from hypothesis import given
from hypothesis import strategies as st

from drafting.charts import MapPoint, agreement_map, map_finding, map_table
from drafting.charts.placing import HIGH, LETTER, REACH, Dot, Place, places
from drafting.domain.positions import Position


def text(title: str, *counts: int) -> MapPoint:
    return MapPoint(
        title, Position("Everyone", 40, (counts[0], counts[1], counts[2], counts[3], counts[4]))
    )


def spec_of(points: list[MapPoint]) -> dict[str, Any]:
    return dict(agreement_map(points, TARGET, map_finding(points, TARGET)).to_dict())


@pytest.mark.parametrize(
    ("point", "stands", "shape"),
    [
        (text("all for it", 0, 0, 1, 5, 10), "supported", "circle"),
        # A quarter blocks and the rest is all for it: MEASURES calls it split.
        (text("the IQR lies", 6, 0, 0, 0, 19), "split", "diamond"),
        (text("all against", 10, 5, 1, 0, 0), "opposed", "triangle-down"),
        (text("lukewarm", 0, 0, 20, 1, 0), "undecided", "square"),
    ],
)
def test_a_document_s_shape_says_how_it_stands(point: MapPoint, stands: str, shape: str) -> None:
    scene = drawn(spec_of([point]), 1000)

    assert {mark.item["shape"] for mark in scene if mark.kind == "symbol"} == {shape}
    assert map_table([point], TARGET)[0]["Stands"] == stands
    assert stands in words_of(scene)


def test_more_support_is_further_right_and_more_agreement_higher() -> None:
    united, split = text("united", 0, 0, 0, 0, 20), text("split", 10, 0, 0, 0, 10)

    scene = drawn(spec_of([split, united]), 1000)

    right, left = [(m.item["x"], m.item["y"]) for m in scene if m.kind == "symbol"][:2]
    assert right[0] > left[0]
    assert right[1] < left[1]
    assert map_table([united], TARGET)[0]["Agreement A"] == "+1.00"
    assert map_table([split], TARGET)[0]["Agreement A"] == "−1.00"


def test_too_few_heard_are_left_out_and_counted() -> None:
    few = text("hardly answered", 0, 0, 0, 1, 1)

    spec = spec_of([*samples.texts(), few])

    words = words_of(drawn(spec, 1000))
    assert "hardly answered" not in words
    assert any("not shown: 2" in line for line in words)
    assert map_table([few], TARGET)[0] == {
        "Text": "hardly answered",
        "In support": "100%",
        "Agreement A": "–",
        "Heard": "2 of 40",
        "Stands": "too few heard",
    }
    assert map_finding([few], TARGET).startswith("Too few")


def test_a_line_leads_from_where_it_stood_a_round_before() -> None:
    moved = MapPoint(
        "Vision",
        Position("all", 40, (0, 0, 0, 10, 10)),
        Position("all", 40, (5, 5, 5, 5, 0)),
    )

    links = [
        mark.item
        for mark in drawn(spec_of([moved]), 1000)
        if mark.kind == "rule" and "x2" in mark.item and "y2" in mark.item
    ]

    assert len(links) == 1


def test_hundreds_of_options_are_dots_without_names() -> None:
    chance = random.Random(7)
    many = [
        text(f"Option {number}", *(chance.randint(0, 9) for _ in range(5))) for number in range(371)
    ]

    scene = drawn(spec_of(many), 1000)

    dots = [m for m in scene if m.kind == "symbol" and m.item["size"] == 50]
    assert len(dots) == sum(point.agreement is not None for point in many)
    assert not [word for word in words_of(scene) if word.startswith("Option")]
    assert "supported" in words_of(scene)


def test_the_title_counts_and_names_what_stands_alone() -> None:
    said = map_finding(
        [
            text("Vision", 0, 0, 1, 5, 10),
            text("Data", 0, 0, 1, 5, 10),
            text("Trials", 10, 0, 0, 0, 10),
        ],
        TARGET,
    )

    assert said == "2 of 3 texts are supported, 1 split (Trials)."


@given(
    st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(30, 300)), max_size=20),
    st.floats(320, 1500),
)
def test_no_number_covers_another_at_any_width(
    spots: list[tuple[float, float]], width: float
) -> None:
    dots = [Dot(across, top, str(number)) for number, (across, top) in enumerate(spots, 1)]

    found = places(dots, 320, 8, 320)

    boxes = [_box(dot, place, width) for dot, place in zip(dots, found, strict=True) if place]
    for one, other in combinations(boxes, 2):
        apart_across = one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6
        apart_down = one[3] <= other[2] + 1e-6 or other[3] <= one[2] + 1e-6
        assert apart_across or apart_down


def _box(dot: Dot, place: Place, width: float) -> tuple[float, float, float, float]:
    long, middle = len(dot.words) * LETTER, dot.across * width
    left = middle - REACH - long if place.left_of_dot else middle + REACH
    return left, left + long, place.top - HIGH / 2, place.top + HIGH / 2
