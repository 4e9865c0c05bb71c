"""Every worked value that the literature and other programs give, case by case."""

import json
from pathlib import Path
from typing import Any

import pytest
from golden import compute

GOLDEN = Path(__file__).parents[2] / "../shared/data/golden.json"

CASES = json.loads(GOLDEN.read_text())["cases"] if GOLDEN.exists() else []


@pytest.mark.skipif(not CASES, reason="golden.json is not beside the repository")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_worked_value_comes_out_as_published(case: dict[str, Any]) -> None:
    try:
        found = compute(case["measure"], case["input"])
    except NotImplementedError as gap:
        pytest.skip(str(gap))

    assert agrees(found, case["expected"], case["tolerance"]), f"{found} for {case['expected']}"


def agrees(found: Any, expected: Any, tolerance: float) -> bool:
    """Tell whether what was found is what was expected; further figures beside it may be there."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and agrees(found[name], value, tolerance)
            for name, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(
                agrees(one, other, tolerance) for one, other in zip(found, expected, strict=True)
            )
        )
    if expected is None or isinstance(expected, bool | str):
        return type(found) is type(expected) and found == expected
    return (
        isinstance(found, int | float)
        and not isinstance(found, bool)
        and abs(found - expected) <= tolerance
    )
