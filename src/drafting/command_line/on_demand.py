"""The commands by name; what one of them needs is loaded when it is run, or asked about.

All that they need together takes more than a second to load.
"""

import ast
import inspect
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

# The module and function of each, in the order in which they are listed.
PLACES = {
    "init": "beginnings.init",
    "serve": "beginnings.serve",
    "demo": "beginnings.demo",
    "import-people": "imports.import_people",
    "import-drafts": "imports.import_drafts",
    "import-polis": "imports.import_polis",
    "import-ratings": "said.import_ratings",
    "import-comments": "said.import_comments",
    "import-survey": "surveys.import_survey",
    "undo-import": "surveys.undo_import",
    "compare": "outputs.compare",
    "export": "outputs.export",
    "backup": "backups.backup",
    "restore": "backups.restore",
    "move": "moves.move",
    "check": "checks.check",
    "dossier": "persons.dossier",
    "forget": "persons.forget",
    "second-factor-off": "persons.second_factor_off",
    "send-mail": "mail.send_mail",
    "verify": "verifying.verify",
    "import": "restores.import_export",
}
# Each is named in full, so that the test of the house's rooms reads what is imported.
_MODULES: dict[str, Callable[[], ModuleType]] = {
    "backups": lambda: import_module("drafting.command_line.backups"),
    "beginnings": lambda: import_module("drafting.command_line.beginnings"),
    "checks": lambda: import_module("drafting.command_line.checks"),
    "imports": lambda: import_module("drafting.command_line.imports"),
    "mail": lambda: import_module("drafting.command_line.mail"),
    "moves": lambda: import_module("drafting.command_line.moves"),
    "outputs": lambda: import_module("drafting.command_line.outputs"),
    "persons": lambda: import_module("drafting.command_line.persons"),
    "restores": lambda: import_module("drafting.command_line.restores"),
    "said": lambda: import_module("drafting.command_line.said"),
    "surveys": lambda: import_module("drafting.command_line.surveys"),
    "verifying": lambda: import_module("drafting.command_line.verifying"),
}


class OnDemand(MutableMapping[str, Any]):
    """The commands by name, each made when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        return _made(name)

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError(f"Name “{name}” in PLACES.")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"Take “{name}” out of PLACES.")


@cache
def _made(name: str) -> Any:
    module, _, function = PLACES[name].partition(".")
    does = getattr(_MODULES[module](), function)
    return get_command_from_info(
        CommandInfo(name, callback=does), pretty_exceptions_short=True, rich_markup_mode=None
    )


class Commands(TyperGroup):
    """The group of all commands, which is listed without loading any."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = OnDemand()

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order in which they are listed."""
        return list(PLACES)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with what stands first in their docstrings."""
        listed = {name: TyperCommand(name, help=_said_of(name)) for name in PLACES}
        TyperGroup(commands={**listed}).format_commands(ctx, formatter)


def _said_of(name: str) -> str:
    """Return a command's docstring, read from its source."""
    module, _, function = PLACES[name].partition(".")
    found = (one for one in _written(module).body if isinstance(one, ast.FunctionDef))
    return inspect.cleandoc(
        next(ast.get_docstring(one) or "" for one in found if one.name == function)
    )


@cache
def _written(module: str) -> ast.Module:
    return ast.parse(Path(__file__).with_name(f"{module}.py").read_text("utf-8"))
