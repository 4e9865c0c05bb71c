"""How close a figure is to be to the one that is known."""

import pytest


def close(value: object) -> object:
    return pytest.approx(value, abs=1e-9)
