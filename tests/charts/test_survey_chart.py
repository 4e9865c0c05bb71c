"""A reader sees how each sector answered a question of the survey, and of how many."""

from collections import Counter
from typing import Any

import pytest
from charts import samples
from charts.drawing import drawn, words_of

from drafting.charts.survey import OTHERS, answers_by_sector, survey_finding, survey_table
from drafting.domain.privacy import MERGED
from drafting.domain.survey import shown


def spec_of(given: dict[str, Counter[str]]) -> dict[str, Any]:
    return dict(answers_by_sector(given, survey_finding(given, 200)).to_dict())


def test_the_title_says_the_commonest_answer_of_how_many_and_where_it_is_common() -> None:
    assert survey_finding(samples.survey(), 200) == (
        "“Yes” is the commonest answer: 55 of 120 who answered, 120 of 200 who took part. "
        "Most often: Patients and carers (75%); least: Small business (25%)."
    )
    assert survey_finding({"NHS": Counter(no=3, yes=1)}, None) == (
        "“no” is the commonest answer: 3 of 4 who answered."
    )


def test_a_bar_is_as_long_as_the_shares_of_its_answers() -> None:
    bars = next(rows for rows in spec_of(samples.survey())["datasets"].values() if "end" in rows[0])
    lengths = {(bar["name"], bar["answer"]): bar["end"] - bar["start"] for bar in bars}

    assert lengths["NHS", "Yes"] == pytest.approx(30 / 60)
    assert lengths["NHS", OTHERS] == pytest.approx(6 / 60)
    assert lengths["Everyone", "Yes"] == pytest.approx(55 / 120)
    for sector in (*samples.survey(), "Everyone"):
        of_it = [length for (name, _), length in lengths.items() if name == sector]
        assert sum(of_it) == pytest.approx(1)


def test_each_row_names_its_sector_and_of_how_many_the_figure_is() -> None:
    words = words_of(drawn(spec_of(samples.survey()), 390))

    for said in ("NHS", "50% of 60", "25% of 40", "46% of 120", "Only in research", OTHERS):
        assert said in words


def test_the_table_holds_every_answer_with_its_people() -> None:
    table = survey_table(samples.survey())

    assert len(table) == 4 * 6
    row = {"Sector": "NHS", "Answer": "I was not asked", "People": "2 of 60", "Share": "3%"}
    assert row in table


def test_a_small_sector_is_nowhere_on_it_for_readers() -> None:
    given = {"Trust?": {**samples.survey(), "Carers": Counter(Yes=2)}}
    merged = shown(given, every_figure=False)["Trust?"]

    words = words_of(drawn(spec_of(merged), 1000))

    assert "Carers" not in words
    assert MERGED in words
    assert "Carers" not in str(survey_table(merged))
    assert "Carers" not in survey_finding(merged, 200)
