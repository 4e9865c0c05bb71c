"""The demo tells its story in facts, and the facts obey the rules."""

import hashlib
import re
import shutil
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from engines import nowhere
from golden import compute

from drafting.demo import PASSWORD, Account, accounts, play
from drafting.domain.chain import silent_themes
from drafting.domain.comments import Remark
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft, passages
from drafting.domain.errors import NotAcceptable
from drafting.domain.evidence import SourceKind
from drafting.domain.passwords import password_matches
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.domain.positions import Position, together
from drafting.domain.process import days_left
from drafting.domain.rounds import RoundNow, State
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.workshop import Workshop

FILES = Path(__file__).parents[1] / "data" / "demo"
NOW = datetime(2023, 12, 4, 9, 30, tzinfo=UTC)
OWES = "partner@regulatoryadvice.example"
SMALL, PATIENTS = "Small business", "Patients and carers"


def clock() -> datetime:
    return NOW


@dataclass(frozen=True)
class Demo:
    database: Database
    accounts: list[Account]
    told: list[tuple[str, int, int]]

    def asks(self, email: str | None = None) -> Archive:
        everything = Archive(self.database, HOUSE, clock)
        return Archive(self.database, self.person(email), clock) if email else everything

    def person(self, email: str) -> Stakeholder:
        found = Archive(self.database, HOUSE, clock).stakeholder_by_email(email)
        assert found
        return found

    def document(self, title: str) -> Document:
        return next(one for one in self.asks().documents() if one.title.startswith(title))

    def round(self, number: int) -> RoundNow:
        return next(one for one in self.asks().rounds() if one.round.number == number)

    def positions(self, number: int, title: str) -> dict[str, Position]:
        """Where the sectors stood on a document in a round, by sector."""
        drafts = {draft.id for draft in self.asks().drafts(self.document(title).id)}
        counted = self.asks().positions(self.round(number).id)
        return {
            position.sector: position
            for draft_id, positions in counted.items()
            if draft_id in drafts
            for position in positions
        }

    def remarks(self, reader: str | None = None) -> list[tuple[Draft, Remark]]:
        archive = self.asks(reader)
        drafts = archive.drafts_by_id()
        return [
            (drafts[one.draft_id], one)
            for document in archive.documents()
            for one in (*archive.comments(document.id), *archive.objections(document.id))
        ]


@pytest.fixture(scope="session")
def demo() -> Demo:
    database = Database.open(nowhere())
    told: list[tuple[str, int, int]] = []
    played = play(database, lambda day, done, of: told.append((day, done, of)))
    return Demo(database, played, told)


def settings(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((FILES / f"{name}.toml").read_text())


def support_of_sectors(positions: dict[str, Position]) -> float:
    """The mean of the sectors' shares, each sector equal."""
    shares = [one.support for one in positions.values() if one.support is not None]
    return sum(shares) / len(shares)


def test_forty_people_of_seven_sectors_and_28_organisations_take_part(demo: Demo) -> None:
    people = demo.asks().stakeholders()

    assert Counter(one.role for one in people) == {
        Role.STAKEHOLDER: 40,
        Role.STEERING: 3,
        Role.OBSERVER: 2,
        Role.CHAIR: 1,
        Role.DRAFTER: 1,
    }
    assert demo.asks().sizes() == {
        SMALL: 8,
        "Large business": 7,
        "University": 5,
        "NHS": 5,
        "Support agency": 5,
        "Public body": 5,
        PATIENTS: 5,
    }
    assert len(demo.asks().organisations()) == 28
    assert {one.organisation_id for one in people} == {
        one.id for one in demo.asks().organisations()
    }


def test_nobody_in_it_bears_a_persons_name(demo: Demo) -> None:
    two_names = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
    addressed = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\b\.? [A-Z]")
    for one in demo.asks().stakeholders():
        assert not two_names.search(one.name), one.name
        assert one.email.endswith(".example")
    for path in FILES.rglob("*.*"):
        assert not addressed.search(path.read_text()), path


def test_every_file_is_labelled_as_an_illustration() -> None:
    label = (FILES / "README.md").read_text()
    assert "Every text, person and organisation here is invented" in label
    for path in FILES.iterdir():
        assert path.name in label or path.name == "README.md", path
    for path in FILES.glob("*.toml"):
        assert path.read_text().startswith("# Illustration:"), path


def test_it_has_the_drafts_of_the_story(demo: Demo) -> None:
    archive = demo.asks()
    numbers = {
        kind: [len(archive.drafts(one.id)) for one in archive.documents(kind)] for kind in Kind
    }
    assert numbers == {
        Kind.VISION: [4],
        Kind.MISSION: [2, 3, 2, 2, 2, 2],
        Kind.NARRATIVE: [2, 1, 2, 1, 1],
        Kind.OPTION: [1] * 9,
    }
    assert [len(archive.options(one.id)) for one in archive.dilemmas()] == [3, 2, 2, 2]


def test_every_draft_bears_the_fingerprint_of_its_file(demo: Demo) -> None:
    texts = {path.read_text() for path in FILES.rglob("[0-9].md")}
    drafts = demo.asks().drafts_by_id().values()

    assert {draft.text for draft in drafts} == texts
    for draft in drafts:
        assert draft.sha256 == hashlib.sha256(draft.text.encode()).hexdigest()
    on_disk = {hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES.rglob("[0-9].md")}
    assert {draft.sha256 for draft in drafts} == on_disk


def test_the_clock_stands_27_days_before_the_deadline(demo: Demo) -> None:
    process = demo.asks().process()
    assert process
    assert process.clock_stands_at == NOW
    assert days_left(process.deadline, NOW) == 27


def test_the_rule_was_fixed_before_anybody_was_asked(demo: Demo) -> None:
    (rule,) = demo.asks().rules()
    assert (rule.support, rule.sector_floor, rule.response) == (0.75, 0.5, 0.5)
    assert rule.at < min(one.round.opens_at for one in demo.asks().rounds())


def test_two_rounds_are_over_and_the_third_is_open(demo: Demo) -> None:
    rounds = demo.asks().rounds()
    assert [one.state(NOW) for one in rounds] == [State.CLOSED, State.CLOSED, State.OPEN]
    assert rounds[2].closes_at == datetime(2023, 12, 8, 17, 0, tzinfo=UTC)
    (more,) = rounds[1].extensions
    assert more.closes_at == datetime(2023, 11, 16, 17, 0, tzinfo=UTC)
    assert "two more days" in more.reason
    answered = [
        (sum(heard for heard, _ in coverage.values()), sum(asked for _, asked in coverage.values()))
        for coverage in (demo.asks().coverage(one.id) for one in rounds)
    ]
    assert answered == [(33, 40), (36, 40), (25, 40)]


def test_nothing_was_agreed_at_first(demo: Demo) -> None:
    first = demo.positions(1, "A Vision")
    assert support_of_sectors(first) < 0.5
    assert together(first.values()).objectors == 11


def test_then_small_businesses_alone_stood_outside(demo: Demo) -> None:
    second = demo.positions(2, "A Vision")
    assert support_of_sectors(second) > 0.75
    outside = {name for name, one in second.items() if (one.support or 0) < 0.5}
    assert outside == {SMALL}


def test_the_redraft_won_them(demo: Demo) -> None:
    heard = [demo.positions(number, "A Vision")[SMALL] for number in (1, 2, 3)]
    assert [(one.supporters, one.heard) for one in heard] == [(1, 7), (3, 8), (5, 6)]
    third = demo.positions(3, "A Vision")
    assert support_of_sectors(third) > 0.8
    assert min(one.support or 0 for one in third.values()) > 0.5
    assert together(third.values()).objectors == 0
    (old, new) = [draft.text for draft in demo.asks().drafts(demo.document("A Vision").id)][2:]
    assert "What a small company can count on" in new
    assert "wherever possible" in old
    assert "wherever possible" not in new


def test_mission_2_is_still_split(demo: Demo) -> None:
    third = demo.positions(3, "Mission 2")
    assert third[PATIENTS].supporters == 0
    assert third["Public body"].support == third["Support agency"].support == 1
    assert support_of_sectors(third) < 0.75


def test_mission_2_agrees_least_by_van_der_eijks_measure(demo: Demo) -> None:
    agreement = {
        number: compute(
            "eijk_A",
            {"freq": list(together(demo.positions(3, f"Mission {number}").values()).counts)},
        )
        for number in range(1, 7)
    }
    assert agreement[2] < 0.1
    assert min(value for number, value in agreement.items() if number != 2) > 0.7


def test_somebody_still_owes_every_answer_of_round_3(demo: Demo) -> None:
    third = demo.round(3)
    archive = demo.asks(OWES)
    assert archive.my_ratings(third.id) == {}
    assert demo.person(OWES).id in archive.invited(third.id)
    assert len(archive.round_drafts(third.id)) == 12
    read = archive.last_read(demo.document("A Vision").id)
    assert read
    assert read.number == 3


def test_every_objection_and_comment_quotes_its_own_draft(demo: Demo) -> None:
    def folded(text: str) -> str:
        return " ".join(text.split())

    said = demo.remarks()
    assert Counter(one.is_objection for _, one in said) == {True: 55, False: 47}
    for draft, one in said:
        assert folded(one.quote) in folded(draft.text), (draft.number, one.quote)
        if one.is_objection:
            assert one.quote and one.text and one.condition


def test_a_quote_lies_within_one_passage_that_people_can_choose(demo: Demo) -> None:
    for draft, one in demo.remarks():
        if one.quote:
            assert any(one.quote in passage for passage in passages(draft.text)), one.quote


def test_every_point_on_an_earlier_draft_was_answered_with_a_reason(demo: Demo) -> None:
    third = set(demo.asks().round_drafts(demo.round(3).id))
    for draft, one in demo.remarks():
        assert (one.disposition is None) == (draft.id in third), one.text
        assert one.disposition is None or len(one.disposition.reason) > 4


def test_answers_were_given_before_the_draft_that_they_came_out_with() -> None:
    published = {
        (one["document"], one["number"]): one["published"] for one in settings("drafts")["drafts"]
    }
    for one in settings("dispositions")["dispositions"]:
        out = one["published_with"]
        assert isinstance(out, dict)
        assert one["at"] < published[out["document"], out["number"]], one["answers"]  # type: ignore[operator]


def test_everybody_who_takes_part_can_read_the_answers(demo: Demo) -> None:
    unanswered = Counter(one.disposition is None for _, one in demo.remarks(OWES))
    assert unanswered == Counter(one.disposition is None for _, one in demo.remarks())


def test_what_was_said_before_a_round_shows_its_name_to_the_chair_only(demo: Demo) -> None:
    vision = demo.document("A Vision").id
    to_chair = demo.asks("chair@clusteroffice.example").comments(vision)[0]
    to_others = demo.asks(OWES).comments(vision)[0]

    assert to_chair.author == "Head of science, small diagnostics company (Small business)"
    assert to_others.author == "Someone from Small business"
    assert to_others.text == to_chair.text


def test_nobody_comments_on_a_draft_that_was_superseded_before_any_round(demo: Demo) -> None:
    first = demo.asks().drafts(demo.document("A Vision").id)[0]
    workshop = Workshop(demo.database, clock, lambda: "new")

    with pytest.raises(NotAcceptable, match="Comment on draft 4"):
        workshop.comment(demo.person(OWES), first.id, "Too late.")


def test_nothing_happened_after_the_clock_stopped(demo: Demo) -> None:
    archive = demo.asks()
    for one in archive.drafts_by_id().values():
        assert one.at <= NOW
    for _, said in demo.remarks():
        assert said.at <= NOW


def test_the_evidence_stands_in_the_texts_that_it_moved(demo: Demo) -> None:
    archive = demo.asks()
    assert Counter(one.kind for one in archive.sources()) == {
        SourceKind.INTERVIEW: 12,
        SourceKind.SURVEY: 1,
        SourceKind.ROUNDTABLE: 1,
    }
    told = settings("evidence")["findings"]
    assert {one.text for one in archive.findings()} == {one["text"] for one in told}
    for one in told:
        landed = one.get("landed")
        if isinstance(landed, dict):
            text = (FILES / landed["document"] / f"{landed['number']}.md").read_text()
            assert landed["passage"] in text, one["key"]
        else:
            assert one["not_used"]


def test_the_steering_group_sees_what_slipped_and_why(demo: Demo) -> None:
    milestones = {
        one.milestone.title: one
        for one in demo.asks("chief@combinedauthority.example").milestones()
    }
    assert milestones["Vision agreed"].reached is None
    assert milestones["Round 2 closed"].words(NOW.date()) == "reached 2 days late"
    assert milestones["Round 3 closed"].words(NOW.date()) == "moved by 7 days later"
    assert all(move.reason for one in milestones.values() for move in one.moves)


def test_the_drafter_is_writing_the_next_draft_of_mission_2(demo: Demo) -> None:
    mission = demo.document("Mission 2")
    saved = demo.asks("drafter@clusteroffice.example").working_text(mission.id)
    assert saved
    assert saved.text != demo.asks().drafts(mission.id)[-1].text
    assert "two hospitals" in saved.text


def test_the_accounts_open_the_door_in_every_role(demo: Demo) -> None:
    assert demo.accounts == accounts()
    assert {one.role for one in demo.accounts} == set(Role)
    hashes = set()
    for one in demo.accounts:
        person = demo.person(one.email)
        kept = demo.asks().password(person.id)
        assert person.role is one.role
        assert kept
        hashes.add(kept.hash)
    assert all(password_matches(PASSWORD, kept) for kept in hashes)


def test_it_is_not_played_twice_into_one_database(demo: Demo) -> None:
    before = demo.database.version
    with pytest.raises(NotAcceptable, match="holds “HealthTech strategy"):
        play(demo.database, lambda _day, _done, _of: None)
    assert demo.database.version == before


def test_how_far_the_playing_is_is_told_day_by_day(demo: Demo) -> None:
    assert [done for _, done, _ in demo.told] == list(range(1, demo.told[-1][2] + 1))
    assert demo.told[-1][0] == "4 December 2023"


def test_played_into_a_file_it_is_the_same_again(demo: Demo, played: Path, tmp_path: Path) -> None:
    again = Demo(Database.open(Path(shutil.copy(played, tmp_path))), [], [])

    assert again.remarks() == demo.remarks()
    assert again.asks().drafts_by_id() == demo.asks().drafts_by_id()
    again.database.close()


def test_every_sentence_of_the_vision_shows_its_source_or_that_it_has_none(demo: Demo) -> None:
    grounds = demo.asks("director@carersnetwork.example").grounds(demo.document("A Vision").id)

    assert len(grounds) == 35
    assert sum(one.has_source for one in grounds) == 14
    behind = {
        one.sentence.text: {link.finding.text for link in one.links}
        for one in grounds
        if one.has_source
    }
    assert behind["Clinicians hear about it at a conference abroad."] == {
        "Heard of a device made eight miles away at a conference in Vienna."
    }
    changed = {one.sentence.text: one.prompts for one in grounds if one.prompts}
    (sentence,) = [words for words in changed if words.startswith("We will ask patients")]
    assert "Consult is what one does after the decision" in changed[sentence][0].remark.text


def test_two_themes_appear_nowhere_and_the_chair_says_why(demo: Demo) -> None:
    found = demo.asks(OWES).whereabouts()

    assert silent_themes(found) == ["environment", "transport"]
    missing = [one for one in found if one.finding.theme in {"environment", "transport"}]
    assert all(one.reason for one in missing)


def test_three_dilemmas_are_settled_and_the_one_on_data_is_not(demo: Demo) -> None:
    titles = {one.id: one.title for one in demo.asks().dilemmas()}

    assert {titles[one] for one in demo.asks(OWES).settled()} == {
        "Focus or breadth?",
        "Who pays for trials?",
        "Who leads?",
    }


def test_the_roundtable_s_summary_went_to_everybody(demo: Demo) -> None:
    (summary,) = demo.asks("press@combinedauthority.example").summaries()

    assert summary.circulated
    assert "four dilemmas" in summary.text.casefold()
