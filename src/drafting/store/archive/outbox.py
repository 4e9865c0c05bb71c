"""Questions about letters: where each stands, and what is in one as its reader may know it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from drafting.domain.comments import Comment, Remark
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
from drafting.domain.ratings import Objection
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.suggestions import Suggestion
from drafting.store.answers_kept import of_one
from drafting.store.archive.people import PeopleQuestions
from drafting.store.archive.proposals import ProposalQuestions
from drafting.store.archive.remarks import UNPROMISED
from drafting.store.archive.standings import StandingQuestions
from drafting.store.facts import table

# In which round a person said each thing; an objection goes with a rating of theirs.
SAYING = (Comment, Suggestion, Objection)
SAID = """
    SELECT id, draft_id, round_id, NULL FROM comment WHERE stakeholder_id = ? UNION ALL
    SELECT id, draft_id, round_id, NULL FROM suggestion WHERE stakeholder_id = ? UNION ALL
    SELECT id, draft_id, NULL, rating_id FROM objection WHERE stakeholder_id = ?
"""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is gathered once for a letter: drafts by id, and what its reader said of any.

    `promises` hold the draft and the promise of all that was said; `asked_before` when the last
    round before this one asked about a document.
    """

    drafts: dict[str, Draft]
    last_words: list[LastWord]
    promises: dict[str, tuple[str, Anonymity]]
    asked_before: dict[str, datetime]


class OutboxQuestions(PeopleQuestions, StandingQuestions, ProposalQuestions):
    """What was written to whom."""

    def letters(self) -> list[LetterNow]:
        """Return every letter, oldest first, with what became of it."""
        self._need("letters")
        return self._letters()

    def letter(self, letter_id: str) -> LetterNow:
        """Return one letter; raise NotFound."""
        self._need("letter")
        self._one(Letter, "letter", "WHERE f.id = ?", letter_id)
        return self._letters("WHERE f.id = ?", "WHERE f.letter_id = ?", letter_id)[0]

    def with_password(self) -> set[str]:
        """Return the ids of those who have a password."""
        self._need("with_password")
        return {one.stakeholder_id for one in self._facts(PasswordSet)}

    def reminders_stopped(self) -> set[str]:
        """Return the ids of those who want no reminders."""
        self._need("reminders_stopped")
        newest = {one.stakeholder_id: one.wanted for one in self._facts(ReminderChoice)}
        return {person for person, wanted in newest.items() if not wanted}

    def my_reminders(self) -> bool:
        """Tell whether the reader wants reminders: yes until they say no."""
        self._need("my_reminders")
        me = self._reader.id
        said = self._newest(ReminderChoice, "WHERE f.stakeholder_id = ?", me, whose=me)
        return said is None or said.wanted

    def round_letter(self, stakeholder_id: str, round_id: str) -> RoundLetter:
        """Return what a person is told of a round: one's own, or for the chair a copy.

        The chair's copy leaves out what a round promised to show to nobody.
        """
        if stakeholder_id != self._reader.id:
            self._need("round_letter, another's")
        asking = self._one_round(round_id)
        key = ("round letter", self._reader, stakeholder_id, asking, self.as_of, self._hour())
        return self._database.kept(key, lambda: self._round_letter(stakeholder_id, asking))

    def _round_letter(self, stakeholder_id: str, asking: RoundNow) -> RoundLetter:
        person = self.stakeholder(stakeholder_id)
        theirs = type(self)(self._database, person, self._clock)
        author = self._rows("SELECT name FROM stakeholder WHERE id = ?", asking.round.author_id)
        process = self.process()
        letter = RoundLetter(
            person,
            process.title if process else "",
            str(author[0][0]) if author else "The chair",
            asking,
            theirs._texts_asked(asking),
            self.sight(asking.id),
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
        self._need("round_letter")
        found = [one for one in self.rounds() if one.id == round_id]
        if not found:
            raise NotFound("There is no such round here. Choose one from the list.")
        return found[0]

    def _texts_asked(self, asking: RoundNow) -> tuple[TextAsked, ...]:
        drafts, answered = self.drafts_by_id(), self.my_ratings(asking.id)
        documents = {one.id: one for one in self.documents()}
        told = _Told(drafts, self._last_words(asking, drafts), self._promises(), {})
        for one in self.rounds():
            if one.round.number < asking.round.number:
                for draft_id in self.round_drafts(one.id):
                    told.asked_before[drafts[draft_id].document_id] = one.round.opens_at
        return tuple(
            self._text_asked(told, documents[one.document_id], one, one.id in answered)
            for one in (drafts[id_] for id_ in self.round_drafts(asking.id))
        )

    def _text_asked(
        self, told: "_Told", document: Document, draft: Draft, answered: bool
    ) -> TextAsked:
        own = {id_: one for id_, one in told.drafts.items() if one.document_id == document.id}
        earlier = [one for one in own.values() if one.number < draft.number]
        last = [one for one in told.last_words if one.draft in earlier]
        return TextAsked(
            document,
            draft,
            answered,
            last[-1] if last else None,
            max(earlier, key=lambda one: one.number, default=None),
            tuple(self._points(told, own, draft)),
        )

    def _last_words(self, asking: RoundNow, drafts: dict[str, Draft]) -> list[LastWord]:
        """Return the reader's ratings in other rounds, oldest first."""
        promises = {one.id: one.round.anonymity for one in self.rounds()}
        return [
            LastWord(drafts[one.draft_id], one.score, promises[one.round_id])
            for one in self._given()
            if one.round_id != asking.id
        ]

    def _promises(self) -> dict[str, tuple[str, Anonymity]]:
        """Return for all that the reader said its draft and its promise."""
        me = self._reader.id
        mine = {table(kind): (of_one(table(kind), me),) for kind in SAYING}
        promised = {one.id: one.round.anonymity for one in self.rounds()}
        rated = {one.id: one.round_id for one in self._given()}
        found = {}
        for id_, draft_id, round_id, rating_id in self._rows(SAID, *[me] * 3, parts=mine):
            # An objection without its rating was taken back with it.
            if rating_id is None or rating_id in rated:
                asked = rated.get(rating_id, round_id)
                found[str(id_)] = (str(draft_id), promised.get(asked, UNPROMISED))
        return found

    def _points(self, told: "_Told", own: dict[str, Draft], asked: Draft) -> list[Point]:
        """Return what the reader said before; not what an earlier round's letter answered."""
        promises = {id_: said for id_, (on, said) in told.promises.items() if on in own}
        # Most people said nothing of most texts, and a round may have a letter for thousands.
        if not (promises and self._reader.may(Act.READ_COMMENTS)):
            return []
        document_id = asked.document_id
        said: list[Remark] = [*self.comments(document_id), *self.objections(document_id)]
        since = told.asked_before.get(document_id)
        return [
            one
            for one in points(said, self.proposals(document_id), promises, own, asked)
            if since is None or one.said.disposition is None or one.said.disposition.at >= since
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
