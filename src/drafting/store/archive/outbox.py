"""Questions about letters: where each stands, and what is in one as its reader may know it."""

from collections import defaultdict

from drafting.domain.comments import Remark
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft
from drafting.domain.errors import NotFound
from drafting.domain.letters.facts import (
    Letter,
    LetterFailed,
    LetterSent,
    LetterTried,
    LetterWithdrawn,
    ReminderChoice,
)
from drafting.domain.letters.outbox import LetterNow
from drafting.domain.letters.points import Point, points
from drafting.domain.letters.round_letter import LastWord, RoundLetter, TextAsked
from drafting.domain.people import Act, House, PasswordSet
from drafting.domain.ratings import Rating
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.store.archive.people import PeopleQuestions
from drafting.store.archive.proposals import ProposalQuestions
from drafting.store.archive.remarks import UNPROMISED
from drafting.store.archive.standings import StandingQuestions

# Under which promise a person said each thing.
PROMISES = """
    SELECT c.id, r.anonymity FROM comment c LEFT JOIN round r ON r.id = c.round_id
    WHERE c.stakeholder_id = ? UNION ALL
    SELECT s.id, r.anonymity FROM suggestion s LEFT JOIN round r ON r.id = s.round_id
    WHERE s.stakeholder_id = ? UNION ALL
    SELECT o.id, r.anonymity FROM objection o JOIN rating ON rating.id = o.rating_id
    JOIN round r ON r.id = rating.round_id WHERE o.stakeholder_id = ?
"""


class OutboxQuestions(PeopleQuestions, StandingQuestions, ProposalQuestions):
    """What was written to whom."""

    def letters(self) -> list[LetterNow]:
        """Return every letter, oldest first, with what became of it."""
        self._need(Act.READ_PEOPLE)
        return self._letters()

    def letter(self, letter_id: str) -> LetterNow:
        """Return one letter; raise NotFound."""
        self._need(Act.READ_PEOPLE)
        self._one(Letter, "letter", "WHERE f.id = ?", letter_id)
        return self._letters("WHERE f.id = ?", "WHERE f.letter_id = ?", letter_id)[0]

    def with_password(self) -> set[str]:
        """Return the ids of those who have a password."""
        self._need(Act.READ_PEOPLE)
        return {one.stakeholder_id for one in self._facts(PasswordSet)}

    def reminders_stopped(self) -> set[str]:
        """Return the ids of those who want no reminders."""
        self._need(Act.READ_PEOPLE)
        newest = {one.stakeholder_id: one.wanted for one in self._facts(ReminderChoice)}
        return {person for person, wanted in newest.items() if not wanted}

    def my_reminders(self) -> bool:
        """Tell whether the reader wants reminders: yes until they say no."""
        self._need(Act.READ_DRAFTS)
        said = self._newest(ReminderChoice, "WHERE f.stakeholder_id = ?", self._reader.id)
        return said is None or said.wanted

    def round_letter(self, stakeholder_id: str, round_id: str) -> RoundLetter:
        """Return what a person is told of a round: one's own, or for the chair a copy.

        The chair's copy leaves out what a round promised to show to nobody.
        """
        if stakeholder_id != self._reader.id:
            self._need(Act.READ_PEOPLE)
        person = self.stakeholder(stakeholder_id)
        asking = self._one_round(round_id)
        theirs = type(self)(self._database, person, self._clock)
        author = self._rows("SELECT name FROM stakeholder WHERE id = ?", asking.round.author_id)
        process = self.process()
        letter = RoundLetter(
            person,
            process.title if process else "",
            str(author[0][0]) if author else "The chair",
            asking,
            theirs._texts_asked(asking),
        )
        if isinstance(self._reader, House) or person.id == self._reader.id:
            return letter
        sector_only = any(
            one.round.anonymity is Anonymity.SECTOR_ONLY
            for one in self.rounds()
            if one.round.number < asking.round.number
        )
        return letter.for_the_chair(sector_only)

    def _one_round(self, round_id: str) -> RoundNow:
        self._need(Act.READ_DRAFTS)
        found = [one for one in self.rounds() if one.id == round_id]
        if not found:
            raise NotFound("There is no such round here. Choose one from the list.")
        return found[0]

    def _texts_asked(self, asking: RoundNow) -> tuple[TextAsked, ...]:
        drafts, answered = self.drafts_by_id(), self.my_ratings(asking.id)
        documents = {one.id: one for one in self.documents()}
        asked = [drafts[one] for one in self.round_drafts(asking.id)]
        return tuple(
            self._text_asked(asking, documents[one.document_id], one, one.id in answered)
            for one in asked
        )

    def _text_asked(
        self, asking: RoundNow, document: Document, draft: Draft, answered: bool
    ) -> TextAsked:
        drafts = {one.id: one for one in self.drafts(document.id)}
        earlier = [one for one in drafts.values() if one.number < draft.number]
        return TextAsked(
            document,
            draft,
            answered,
            self._last_word(drafts, draft),
            max(earlier, key=lambda one: one.number, default=None),
            tuple(self._points(asking, drafts, draft)),
        )

    def _last_word(self, drafts: dict[str, Draft], asked: Draft) -> LastWord | None:
        given = [
            one
            for one in self._facts(
                Rating,
                """JOIN draft d ON d.id = f.draft_id
                WHERE f.stakeholder_id = ? AND d.document_id = ?""",
                self._reader.id,
                asked.document_id,
            )
            if drafts[one.draft_id].number < asked.number
        ]
        if not given:
            return None
        last = given[-1]
        promise = self._one_round(last.round_id).round.anonymity
        return LastWord(drafts[last.draft_id], last.score, promise)

    def _points(self, asking: RoundNow, drafts: dict[str, Draft], asked: Draft) -> list[Point]:
        """Return what the reader said before; not what an earlier round's letter answered."""
        if not self._reader.may(Act.READ_COMMENTS):
            return []
        ids = [self._reader.id] * 3
        promises = {
            str(id_): Anonymity(promise or UNPROMISED)
            for id_, promise in self._rows(PROMISES, *ids)
        }
        # Most people said nothing, and a round may have a letter for each of thousands.
        if not promises:
            return []
        document_id = asked.document_id
        said: list[Remark] = [*self.comments(document_id), *self.objections(document_id)]
        found = points(said, self.proposals(document_id), promises, drafts, asked)
        earlier = [
            one.round.opens_at
            for one in self.rounds()
            if one.round.number < asking.round.number
            and any(id_ in drafts for id_ in self.round_drafts(one.id))
        ]
        return [
            one
            for one in found
            if not earlier
            or one.said.disposition is None
            or one.said.disposition.at >= max(earlier)
        ]

    def _letters(self, own: str = "", rest: str = "", *given: str) -> list[LetterNow]:
        tries: dict[str, list[LetterTried]] = defaultdict(list)
        for one in self._facts(LetterTried, rest, *given):
            tries[one.letter_id].append(one)
        failures: dict[str, list[LetterFailed]] = defaultdict(list)
        for failed in self._facts(LetterFailed, rest, *given):
            failures[failed.letter_id].append(failed)
        sent = {one.letter_id: one for one in self._facts(LetterSent, rest, *given)}
        gone = {one.letter_id: one for one in self._facts(LetterWithdrawn, rest, *given)}
        return [
            LetterNow(
                one,
                tuple(sorted(tries[one.id], key=lambda tried: tried.number)),
                tuple(failures[one.id]),
                sent.get(one.id),
                gone.get(one.id),
            )
            for one in self._facts(Letter, own, *given)
        ]
