"""The README names everything that can be typed, and every command says what it is for."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from drafting.__main__ import app

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, list[str], list[str]]]:
    """Give each command with its options and what its helps say."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        options = [
            option
            for parameter in command.params
            if parameter.param_type_name == "option"
            for option in parameter.opts
        ]
        helps = [command.help or "", *(one.help or "" for one in command.params)]
        yield name, options, helps


COMMANDS = list(commands())


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"\bdrafting {name}\b", README), f"README.md does not name “drafting {name}”."


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, options, _ in COMMANDS for option in options]
)
def test_every_option_is_in_the_readme(name: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README), (
        f"README.md does not name {option} of “drafting {name}”."
    )


def test_everything_that_can_be_typed_has_help() -> None:
    assert len(COMMANDS) == 22
    silent = [name for name, _, helps in COMMANDS for said in helps if not said.strip()]
    assert silent == []


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(
        re.findall(
            r"\bdrafting ((?:init|serve|demo|verify|compare|export|check|send-|import-)[\w-]*)",
            README,
        )
    )

    assert named <= {name for name, _, _ in COMMANDS}


def test_the_commands_are_listed_without_loading_what_they_need() -> None:
    asked = "import sys; from drafting.__main__ import app; app(['--help'], standalone_mode=False)"
    heavy = "print(*{'duckdb', 'numpy', 'streamlit', 'drafting.store'} & sys.modules.keys())"

    shown = subprocess.run(
        [sys.executable, "-c", f"{asked}; {heavy}"], capture_output=True, text=True, check=True
    ).stdout

    assert shown.endswith("\n\n"), shown
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        said = command.get_short_help_str(60)
        assert re.search(rf"^  {name} +{re.escape(said[:30])}", shown, re.MULTILINE), name
