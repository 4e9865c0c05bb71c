"""A bar for work that takes a while, on standard error, so that output can be piped."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Tell(Protocol):
    """Told how much is done, of how much if that was not known before, and what is being done."""

    def __call__(self, done: int, of: int | None = None, words: str = "", /) -> None:
        """Move the bar."""


@contextlib.contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Tell]:
    """Show a bar as long as the work lasts; nothing of it stays on the screen."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=total)

        def tell(done: int, of: int | None = None, words: str = "", /) -> None:
            shown.update(task, completed=done, total=of or total, description=words or what)

        yield tell
