"""When the server looks for what nothing needs any more: once a minute, and then at what is new.

Python looks at everything it holds whenever enough is new. With two hundred people at once that is
every eight seconds, and each time nobody is answered for a third of a second.
"""

import gc
import threading
from itertools import count

EVERY_SECONDS = 60.0
# At everything only each so many times: what has stayed for a minute mostly stays.
EVERYTHING_EVERY = 10
# What is young is looked at often, and is little. The third number means never by itself.
BY_ITSELF = (10_000, 20, 1_000_000_000)


class Sweeper:
    """A thread that collects Python's garbage while the house is served."""

    def __init__(
        self, every_seconds: float = EVERY_SECONDS, everything_every: int = EVERYTHING_EVERY
    ) -> None:
        self._every_seconds, self._everything_every = every_seconds, everything_every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)
        self._usual = gc.get_threshold()

    def start(self) -> None:
        """Set aside what is there by now, which stays, and begin to watch."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*BY_ITSELF)
        self._thread.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._over.set()
        self._thread.join()
        gc.set_threshold(*self._usual)
        gc.unfreeze()

    def _run(self) -> None:
        for turn in count(1):
            if self._over.wait(self._every_seconds):
                return
            if turn % self._everything_every == 0:
                gc.unfreeze()
            gc.collect()
            gc.freeze()
