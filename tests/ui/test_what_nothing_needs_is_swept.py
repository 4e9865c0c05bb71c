"""The server looks for garbage by its own clock, and finds all of it."""

import gc
import time
import weakref

import pytest

from drafting.ui.sweeping import Sweeper


class Thing:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def swept_often() -> Sweeper:
    return Sweeper(every_seconds=0.02, everything_every=5)


def test_what_holds_only_itself_is_gone_soon(swept_often: Sweeper) -> None:
    swept_often.start()
    try:
        kept = Thing()
        thing = weakref.ref(kept)
        gc.collect(1)  # it has grown old: Python by itself looks at it no more
        del kept
        until = time.monotonic() + 10
        while thing() is not None and time.monotonic() < until:
            time.sleep(0.01)
        assert thing() is None
    finally:
        swept_often.stop()


def test_what_had_stayed_for_long_is_gone_at_last(swept_often: Sweeper) -> None:
    swept_often.start()
    try:
        kept = Thing()
        thing = weakref.ref(kept)
        until = time.monotonic() + 10
        while gc.get_freeze_count() == 0 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.1)  # it was swept past several times
        del kept
        while thing() is not None and time.monotonic() < until:
            time.sleep(0.01)
        assert thing() is None
    finally:
        swept_often.stop()


def test_a_stopped_server_leaves_it_to_python_again(swept_often: Sweeper) -> None:
    before = gc.get_threshold()
    swept_often.start()
    assert gc.get_threshold() != before
    swept_often.stop()
    assert gc.get_threshold() == before
