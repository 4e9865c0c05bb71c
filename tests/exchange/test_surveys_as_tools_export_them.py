"""A survey that people filled in with any tool gives the same counts."""

from pathlib import Path

import pytest
from exchange.survey_files import (
    ASKED,
    COUNTED,
    EXPORTS,
    FIFTEEN,
    TRUST_IT,
    google_forms,
    microsoft_forms,
    plain,
    qualtrics,
    survey_monkey,
)

from drafting.exchange.survey import look, tally


@pytest.mark.parametrize("on_disk", [False, True], ids=["sent", "on this machine"])
@pytest.mark.parametrize(("source", "headings"), EXPORTS.values(), ids=EXPORTS)
def test_the_exports_of_real_tools_give_the_same_counts(
    source: bytes, headings: int, on_disk: bool, tmp_path: Path
) -> None:
    file: bytes | Path = source
    if on_disk:
        file = tmp_path / "survey"
        file.write_bytes(source)

    layout = look(file)
    counted = tally(file, layout, ASKED)

    assert layout.headings == headings
    assert plain(counted.counts)[TRUST_IT] == COUNTED
    assert counted.people == len(FIFTEEN)
    assert counted.faults == ()


def test_what_a_tool_writes_of_a_person_is_not_counted_however_few_values_it_has() -> None:
    some = microsoft_forms(), google_forms(), survey_monkey(("Response", "Other")), qualtrics("")
    for source in some:
        counted = tally(source, look(source), ASKED)

        assert "10.0.0" not in str(counted.counts)
        assert "anonymous" not in str(counted.counts)
        assert "x@y" not in str(counted.counts)
        assert TRUST_IT in counted.counts
