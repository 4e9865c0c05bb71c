"""Setting a page with typst: the template is ours, everything else is data and never markup."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import typst


@cache
def _fonts() -> typst.Fonts:
    # Those in the wheel only: a page looks the same on every machine.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def set_page(template: str, data: dict[str, Any]) -> bytes:
    """Return the PDF that a template of this package makes of the data."""
    source = files(__package__).joinpath(f"{template}.typ").read_bytes()
    return bytes(
        typst.compile(
            source, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)}, format="pdf"
        )
    )


def short(words: str, most: int) -> str:
    """Return the words, cut with a mark where they are longer than `most` characters."""
    tidy = " ".join(words.split())
    return tidy if len(tidy) <= most else f"{tidy[: most - 1].rstrip()}…"
