"""Every chart: as wide as its place, titled by its finding, and deaf to what people wrote."""

import json
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import cycle
from typing import Any

import jsonschema
import pytest
import vl_convert
from charts.drawing import drawn, words_of
from charts.hostile import HOSTILE
from charts.samples import Naming, as_is

from drafting.charts import theme

Draw = Callable[[Naming], dict[str, Any]]
GROUNDS = ("#ffffff", "#10181f")


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    """Vega-Lite's own schema, as Altair brings it along."""
    place = resources.files("altair.vegalite.v6.schema") / "vega-lite-schema.json"
    return jsonschema.Draft7Validator(json.loads(place.read_text("utf-8")))


def test_vega_lite_s_own_schema_accepts_it(draw: Draw, schema: jsonschema.Draft7Validator) -> None:
    spec = draw(as_is)

    schema.validate(spec)
    with pytest.raises(jsonschema.ValidationError):
        schema.validate({**spec, "layer": [{"mark": "no such mark"}]})


def test_it_fills_its_place_on_whatever_ground(draw: Draw) -> None:
    spec = draw(as_is)

    assert spec["width"] == "container"
    assert spec["background"] == "transparent"
    assert spec["description"]


def test_its_title_says_the_finding_in_lines_that_fit_a_phone(draw: Draw) -> None:
    spec = draw(as_is)

    lines = {one["name"]: one["value"] for one in spec["params"]}
    assert " ".join(lines["title_narrow"]) == " ".join(lines["title_wide"])
    assert spec["description"].startswith(" ".join(lines["title_wide"]))
    assert all(line in words_of(drawn(spec, 358)) for line in lines["title_narrow"])
    assert all(line in words_of(drawn(spec, 1000)) for line in lines["title_wide"])


def test_what_people_wrote_is_a_value_and_never_an_instruction(draw: Draw) -> None:
    words, given = cycle(HOSTILE), dict[str, str]()

    def named(name: str) -> str:
        return given.setdefault(name, f"{next(words)} QQ")

    spec = draw(named)
    vega = vl_convert.vegalite_to_vega(json.dumps(spec), vl_version="6.4")

    spots = [path for path, value in _strings(vega) if _theirs(value)]
    assert spots
    for path in spots:
        is_row = path[0] == "data" and path[2] == "values"
        is_parameter = path[0] == "signals" and path[2] == "value"
        assert is_row or is_parameter or path == ("description",), path
    assert not [name for row in _rows(vega) for name in row if _theirs(name) or name == "image"]


def test_a_tooltip_never_names_an_image_which_vega_would_load(draw: Draw) -> None:
    spec = draw(as_is)

    titles = [
        one["title"] for layer in spec["layer"] for one in layer["encoding"].get("tooltip", [])
    ]
    assert titles
    assert not {"image", "title"} & set(titles)


@pytest.mark.parametrize("colour", [theme.AGAINST, theme.SUPPORT, theme.NEUTRAL, theme.WARNING])
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_must_be_seen_stands_out_on_light_and_on_dark(colour: str, ground: str) -> None:
    # WCAG 2.2, 1.4.11: 3:1 for what carries meaning.
    assert _contrast(colour, ground) >= 3


def test_words_take_the_colour_of_the_page(draw: Draw) -> None:
    scene = drawn(draw(as_is), 390)

    colours = {mark.item["fill"] for mark in scene if mark.kind == "text"}
    assert colours == {"currentColor"}


def _strings(value: Any, *path: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, *path, key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _strings(inner, *path, place)


def _theirs(value: str) -> bool:
    return "QQ" in value or any(word in value for word in HOSTILE if word != "image")


def _rows(vega: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for table in vega["data"]:
        yield from table.get("values", [])


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
