"""How long a comparison may take."""

import math
import time


class Patience:
    """Time that runs out, measured in seconds from now."""

    __slots__ = ("_end", "ran_out")

    def __init__(self, limit: float | None) -> None:
        self._end = math.inf if limit is None else time.perf_counter() + limit
        self.ran_out = False

    def over(self) -> bool:
        """Say whether time is up, and remember that somebody was told so."""
        if not self.ran_out and self._end != math.inf:
            self.ran_out = time.perf_counter() > self._end
        return self.ran_out

    def left(self) -> float:
        """Return the seconds that are left; 0 stands for no limit, as diff-match-patch has it."""
        return 0 if self._end == math.inf else max(self._end - time.perf_counter(), 1e-6)
