"""A file that was asked for stays until its reader has it, whatever others do meanwhile."""

import io
from pathlib import Path

import docx
from frames import Listener
from serving import Server
from small_house import SmallHouse

from drafting.ui.sessions import SESSION


def test_a_file_stays_while_others_open_pages_and_goes_when_its_reader_goes_on(
    tmp_path: Path,
) -> None:
    house = SmallHouse(tmp_path / "small.duckdb")
    ann, ben = (house.session_of(name, f"token-of-{name}") for name in ("Ann", "Ben"))
    house.close()
    serving = Server(house.file).start()
    with (
        Listener(serving.url, {SESSION: ann}, "vision") as reader,
        Listener(serving.url, {SESSION: ben}, "vision") as other,
    ):
        button = next(one for one in reader.first.files.values() if one.label == "Word file")

        address = reader.address_of(button)
        for _ in range(5):
            other.run()

        found = reader.fetched(address)
        assert "Our vision" in docx.Document(io.BytesIO(found)).paragraphs[0].text
        assert reader.fetched(reader.address_of(button)) == found
    serving.stop()
