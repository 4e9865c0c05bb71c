"""Several things named in one sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str], last: str = "and") -> str:
    """List at least one name as people do: “A”, “A and B”, “A, B and C”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
