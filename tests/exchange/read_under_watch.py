"""A house in which bombs are read, two at a time, while others work: run as a program of its own.

Given a folder of bombs, each named by its way, it prints as JSON what was said of each and how
long that took, how long the others waited, how far behind them the readers stood in the machine's
queue, and the memory that the readings took.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1]))

from small_house import SmallHouse

from drafting.domain.errors import NotAcceptable
from drafting.domain.people import Stakeholder
from drafting.domain.ratings import Score
from drafting.exchange import docx, sheets
from drafting.exchange.named_columns import read_table
from drafting.exchange.people_files import PEOPLE
from drafting.store.archive import Archive
from drafting.ui.visit import new_id, wall_clock

WAYS: dict[str, Callable[[bytes], object]] = {
    "sheet": lambda data: read_table(data, PEOPLE),
    "survey": lambda data: list(sheets.stream(data)),
    "word": docx.read,
}
OTHERS, PAUSE_SECONDS, ALONE_SECONDS = 3, 0.1, 4


def read(file: Path) -> tuple[str, str, float]:
    """Read a bomb as a page would; return its name, the sentence, and seconds."""
    way, _, name = file.name.partition(" ")
    data, began, said = file.read_bytes(), time.monotonic(), ""
    try:
        WAYS[way](data)
    except NotAcceptable as no:
        said = str(no)
    return name, said, time.monotonic() - began


def work(house: SmallHouse, who: Stakeholder, over: threading.Event, waited: list[float]) -> None:
    """Do what a visit to a page does, again and again, and act every time."""
    while not over.wait(PAUSE_SECONDS):
        began = time.monotonic()
        archive = Archive(house.database, who, wall_clock)
        for document in archive.documents():
            archive.drafts(document.id)
            archive.comments(document.id)
        for one in archive.rounds():
            archive.my_ratings(one.id)
            archive.coverage(one.id)
        archive.standings()
        house.workshop.rate(who, house.draft.id, Score.SUPPORT, key=new_id())
        waited.append(time.monotonic() - began)


def peak() -> float:
    """Tell the most memory that this program has held, in MB; getrusage counts its parent's too."""
    said = Path("/proc/self/status").read_text()
    return int(said.partition("VmHWM:")[2].split()[0]) / 1024


def watch(over: threading.Event, seen: set[int]) -> None:
    """Note how nice the programs are that this one has started, until it is over."""
    while not over.wait(PAUSE_SECONDS):
        for process in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # one that has just ended
                after_its_name = process.read_text().rpartition(")")[2].split()
                if int(after_its_name[1]) == os.getpid():
                    seen.add(int(after_its_name[16]))


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


def main() -> None:
    """Read all bombs of the folder while the others work; print what came of it."""
    house = SmallHouse(Path(mkdtemp(dir=sys.argv[1])) / "small.duckdb")
    before = peak()
    over, waited, niceness = threading.Event(), list[float](), set[int]()
    people = [house.people["Ann"], house.people["Ben"]]
    others = [
        threading.Thread(target=work, args=(house, people[number % 2], over, waited))
        for number in range(OTHERS)
    ]
    others.append(threading.Thread(target=watch, args=(over, niceness)))
    for one in others:
        one.start()
    time.sleep(ALONE_SECONDS)
    alone = sorted(waited)
    waited.clear()
    files = [file for file in sorted(Path(sys.argv[1]).iterdir()) if file.is_file()]
    with ThreadPoolExecutor(2) as readers:
        came = list(readers.map(read, files))
    over.set()
    for one in others:
        one.join()
    told = {
        "came": came,
        "visits": len(waited),
        "alone": p95(alone),
        "p95": p95(waited),
        "behind": max(niceness) - os.nice(0),
        "grown": peak() - before,
        "apart": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
