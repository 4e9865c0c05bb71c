"""Facts as Parquet files: every value with its type, exactly as it is remembered."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum, IntEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact

F = TypeVar("F", bound=Fact)
_HELD_AS = {
    str: pa.string(),
    datetime: pa.timestamp("us", tz="UTC"),
    date: pa.date32(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}


def write_parquet(path: Path, kind: type[Fact], facts: Sequence[Fact]) -> None:
    """Write facts of one kind, a row each, in their order."""
    hints = _types(kind)
    columns = {
        name: pa.array([_plain(getattr(fact, name)) for fact in facts], _held_as(hint))
        for name, (hint, _) in hints.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, compression="zstd")


def read_parquet(path: Path, kind: type[F]) -> list[F]:
    """Read facts of one kind; a column that an older export lacks is empty where it may be.

    Raises NotAcceptable when the file cannot be read as facts of this kind.
    """
    try:
        held = pq.ParquetFile(path).read()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as fault:
        raise NotAcceptable(
            f"{path.name} cannot be read as a Parquet file. Export again and import that."
        ) from fault
    hints = _types(kind)
    strange = [name for name in held.column_names if name not in hints]
    if strange:
        raise NotAcceptable(
            f"{path.name} has a column “{strange[0]}” that this Drafting does not know. "
            "Install the newer Drafting that wrote it."
        )
    given = [_column(held, path.name, name, hint, may) for name, (hint, may) in hints.items()]
    try:
        return [kind(*values) for values in zip(*given, strict=True)]
    except (TypeError, ValueError) as fault:
        raise NotAcceptable(f"{path.name} holds a value that cannot be: {fault}.") from fault


def _column(held: pa.Table, file: str, name: str, hint: type, may_miss: bool) -> list[Any]:
    if name not in held.column_names:
        if not may_miss:
            raise NotAcceptable(f"{file} has no column “{name}”. Export again and import that.")
        return [None] * int(held.num_rows)
    try:
        values = held.column(name).cast(_held_as(hint)).to_pylist()
        made = [None if value is None else _made(hint, value) for value in values]
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as fault:
        raise NotAcceptable(f"{file} holds a value of “{name}” that cannot be: {fault}.") from fault
    if None in made and not may_miss:
        raise NotAcceptable(f"{file} has a row without “{name}”. Export again and import that.")
    return made


def _types(kind: type[Fact]) -> dict[str, tuple[type, bool]]:
    """Return for each field its type, and whether it may be empty."""
    hints = get_type_hints(kind)
    return {field.name: _of(hints[field.name]) for field in fields(kind)}


def _of(hint: Any) -> tuple[type, bool]:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None)), True
    return hint, False


def _held_as(hint: type) -> pa.DataType:
    if issubclass(hint, Enum):
        return pa.int64() if issubclass(hint, IntEnum) else pa.string()
    return _HELD_AS[hint]


def _plain(value: Any) -> Any:
    if isinstance(value, IntEnum):
        return int(value)
    return value.value if isinstance(value, Enum) else value


def _made(hint: type, value: Any) -> Any:
    if hint is datetime:
        return value.astimezone(UTC)
    return hint(value) if issubclass(hint, Enum) else value
