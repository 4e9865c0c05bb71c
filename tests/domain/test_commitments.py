"""What organisations promised is read with every word said of it since, the overdue first."""

from datetime import UTC, date, datetime

from drafting.domain.commitments import (
    Commitment,
    CommitmentNow,
    CommitmentUpdate,
    Progress,
    overdue_first,
)
from drafting.ui.timeline_parts import every_update_html

ENTERED = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
NAMES = (("z", "Zoe Chairwoman"), ("w", "Wyn <b>Drafterson</b>"))


def promised(action: str, due: date, *updates: tuple[Progress, str, date | None]) -> CommitmentNow:
    entered = Commitment(action, "mission", action, "nhs", "Ann", due, "z", ENTERED)
    said = tuple(
        CommitmentUpdate(
            f"{action} {day}", action, state, note, due, "wz"[day % 2], ENTERED.replace(day=day)
        )
        for day, (state, note, due) in enumerate(updates, 2)
    )
    return CommitmentNow(entered, "Skills", "NHS North", said, NAMES)


def test_every_word_is_kept_with_who_said_it_when_and_for_which_day() -> None:
    one = promised(
        "Train",
        date(2026, 5, 1),
        (Progress.UNDER_WAY, "Begun.", None),
        (Progress.UNDER_WAY, "The hall is booked later.", date(2026, 6, 1)),
        (Progress.UNDER_WAY, "Still for that day.", date(2026, 6, 1)),
        (Progress.DONE, "All are trained.", None),
    )

    assert [
        (said.at.day, said.author.split()[0], said.state.value, said.note, said.due, said.moved)
        for said in one.history
    ] == [
        (5, "Zoe", "done", "All are trained.", date(2026, 6, 1), False),
        (4, "Wyn", "under way", "Still for that day.", date(2026, 6, 1), False),
        (3, "Zoe", "under way", "The hall is booked later.", date(2026, 6, 1), True),
        (2, "Wyn", "under way", "Begun.", date(2026, 5, 1), False),
        (1, "Zoe", "to do", "Entered.", date(2026, 5, 1), False),
    ]


def test_the_longest_overdue_come_first_and_what_ended_last() -> None:
    found = [
        promised("Later", date(2026, 7, 1)),
        promised("Done", date(2026, 1, 1), (Progress.DONE, "Done.", None)),
        promised("Given up", date(2026, 1, 2), (Progress.GIVEN_UP, "No money.", None)),
        promised("Nine days", date(2026, 6, 1)),
        promised("Today", TODAY),
        promised("Put off", date(2026, 1, 1), (Progress.TO_DO, "Ill.", date(2026, 6, 9))),
    ]

    names = [one.commitment.action for one in overdue_first(found, TODAY)]

    assert names == ["Nine days", "Put off", "Today", "Later", "Done", "Given up"]


def test_the_page_folds_every_update_away_and_runs_nothing() -> None:
    found = [
        promised("Nine <i>days</i>", date(2026, 6, 1), (Progress.TO_DO, "<script>x</script>", None))
    ]

    page = every_update_html(overdue_first(found, TODAY), TODAY)

    assert page.startswith('<details class="d-more"><summary>')
    assert "(1 update)" in page
    assert "2 March 2026, Wyn &lt;b&gt;Drafterson&lt;/b&gt;: to do, by 1 June 2026." in page
    assert "to do, overdue by 9 days" in page
    assert "<script" not in page
    assert "<i>" not in page
