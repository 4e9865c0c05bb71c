"""A chart is drawn once of the same data, whoever looks at it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Drawn = TypeVar("Drawn")
MOST = 128


class _Given:
    """What a drawing is made of, told apart by what it says."""

    __slots__ = ("args", "key", "named")

    def __init__(self, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        self.args, self.named = args, named
        self.key = (_said(args), _said(named))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def once(draw: Callable[P, Drawn]) -> Callable[P, Drawn]:
    """Keep what was drawn lately, so that the same data gives the same chart: change none."""

    @lru_cache(MOST)
    def drawn(given: _Given) -> Drawn:
        return draw(*given.args, **given.named)

    @wraps(draw)
    def asked(*args: P.args, **named: P.kwargs) -> Drawn:
        return drawn(_Given(args, named))

    return asked


def _said(value: Any) -> Hashable:
    if isinstance(value, Mapping):
        return tuple((key, _said(one)) for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_said(one) for one in value)
    said: Hashable = value
    return said
