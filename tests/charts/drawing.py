"""What Vega makes of a chart: the marks, in pixels of the plot, as vl-convert lays them out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert


@dataclass(frozen=True)
class Mark:
    kind: str
    item: dict[str, Any]


def drawn(spec: dict[str, Any], width: int) -> list[Mark]:
    """Return every mark of the chart at a width, in the order of drawing."""
    sized = json.dumps({**spec, "width": width})
    scene = vl_convert.vegalite_to_scenegraph(sized, vl_version="6.4")
    return list(_marks(scene["scenegraph"]))


def _marks(group: dict[str, Any]) -> Iterator[Mark]:
    for item in group.get("items", []):
        if "marktype" in group and group["marktype"] != "group":
            yield Mark(group["marktype"], item)
        else:
            yield from _marks(item)


def words_of(scene: list[Mark]) -> list[str]:
    """Return every line of words on the chart."""
    lines: list[str] = []
    for mark in scene:
        if mark.kind == "text" and mark.item.get("opacity", 1):
            text = mark.item.get("text", "")
            lines += text if isinstance(text, list) else str(text).split("\n")
    return lines


def against_and_support(spec: dict[str, Any], width: int) -> dict[str, tuple[float, float]]:
    """Return how far each sector's bars reach left and right of its zero line.

    The unit is the ground of a bar, which is as long as 100%. The colours tell the sides apart, and
    the height of the middle tells the row, named by the nearest label above it.
    """
    scene = drawn(spec, width)
    rects = [mark.item for mark in scene if mark.kind == "rect"]
    grounds = [item for item in rects if item["fill"] == "currentColor"]
    zero, whole = grounds[0]["x"], grounds[0]["width"]
    labels = {
        mark.item["y"]: mark.item["text"].rsplit(",", 1)[0]
        for mark in scene
        if mark.kind == "text" and mark.item.get("x") == 68
    }
    found: dict[str, tuple[float, float]] = {}
    for ground in grounds:
        bars = [one for one in rects if one is not ground and one["y"] == ground["y"]]
        reds = [one for one in bars if one["stroke"] == "#c04a35"]
        blues = [one for one in bars if one["stroke"] == "#2a6cb8"]
        assert all(one["x"] + one["width"] <= zero + 0.5 for one in reds)
        assert all(one["x"] >= zero - 0.5 for one in blues)
        name = labels[max(top for top in labels if top < ground["y"])]
        found[name] = (
            (zero - min((one["x"] for one in reds), default=zero)) / whole,
            (max((one["x"] + one["width"] for one in blues), default=zero) - zero) / whole,
        )
    return found
