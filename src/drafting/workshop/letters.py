"""Verbs about letters: writing them, taking each out once, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from drafting.domain.errors import NotAcceptable
from drafting.domain.letters.facts import (
    Letter,
    LetterFailed,
    LetterSent,
    LetterTried,
    LetterWithdrawn,
    ReminderChoice,
    Sort,
)
from drafting.domain.letters.outbox import (
    LetterNow,
    State,
    again_at,
    purpose,
    reminded_on,
    same_day,
    still_owe,
    without_invitation,
    without_round_letter,
)
from drafting.domain.people import Reader
from drafting.domain.rounds import State as RoundState
from drafting.domain.written import written
from drafting.workshop.rounds import RoundVerbs


class LetterVerbs(RoundVerbs):
    """What is written to people. Sending itself happens outside; here is said how it went."""

    def write_letters(
        self,
        actor: Reader,
        sort: Sort,
        people: Sequence[str],
        round_id: str | None = None,
        key: str | None = None,
    ) -> list[Letter]:
        """Put letters into the outbox for those of the people, by id, who are owed one.

        A round letter and a reminder name their open round. Raises NotAcceptable without one.
        """
        with self._doing("write_letters", actor, key) as now:
            letters = self._archive.letters()
            owed = self._owed(sort, round_id, letters, now) - self._archive.forgotten()
            written = [
                Letter(
                    self._new_id(),
                    person,
                    sort,
                    purpose(sort, person, round_id, letters, now),
                    round_id,
                    now,
                )
                for person in dict.fromkeys(people)
                if person in owed
            ]
            self._ledger.add_many(written)
            return written

    def _owed(
        self, sort: Sort, round_id: str | None, letters: Sequence[LetterNow], now: datetime
    ) -> set[str]:
        if sort is Sort.INVITATION:
            everybody = self._archive.stakeholders()
            has = self._archive.with_password()
            return {one.id for one in without_invitation(everybody, has, letters, now)}
        if round_id is None:
            raise NotAcceptable("Choose the round that the letters are about.")
        if self._round(round_id).state(now) is not RoundState.OPEN:
            raise NotAcceptable("This round is not open. Letters go out while it is.")
        if sort is Sort.ROUND:
            return without_round_letter(self._archive.invited(round_id), round_id, letters)
        return self._remindable(round_id) - reminded_on(letters, now)

    def _remindable(self, round_id: str) -> set[str]:
        asked = len(self._archive.round_drafts(round_id))
        return still_owe(self._archive.answered(round_id), asked, self._archive.reminders_stopped())

    def take_letter(
        self, actor: Reader, letter_id: str, key: str | None = None
    ) -> LetterTried | None:
        """Take a letter out to send it, if it is due and still owed; nobody else gets it then.

        What is no longer owed is withdrawn. None means that there is nothing to send.
        """
        with self._doing("take_letter", actor, key) as now:
            letter = self._archive.letter(letter_id)
            if not letter.due(now):
                return None
            forgotten = letter.letter.stakeholder_id in self._archive.forgotten()
            gone = "They were forgotten." if forgotten else self._no_longer_owed(letter, now)
            if gone:
                self._ledger.add(LetterWithdrawn(self._new_id(), letter_id, gone, now))
                return None
            tried = LetterTried(self._new_id(), letter_id, len(letter.tries) + 1, now)
            self._ledger.add(tried)
            return tried

    def _no_longer_owed(self, letter: LetterNow, now: datetime) -> str:
        """Say why a letter must not go out any more; nothing where it may."""
        about = letter.letter
        if about.sort is Sort.INVITATION:
            has = self._archive.password(about.stakeholder_id)
            return "They have a password already." if has else ""
        if about.round_id is None or self._round(about.round_id).state(now) is not RoundState.OPEN:
            return "The round is not open any more."
        if about.sort is Sort.ROUND:
            return ""
        if about.stakeholder_id in self._archive.reminders_stopped():
            return "They stopped reminders."
        if about.stakeholder_id not in self._remindable(about.round_id):
            return "They have answered everything."
        reminded = any(
            one.sent and same_day(one.sent.at, now)
            for one in self._archive.letters()
            if one.letter.sort is Sort.REMINDER
            and one.letter.stakeholder_id == about.stakeholder_id
        )
        return "They were reminded today." if reminded else ""

    def letter_went(
        self, actor: Reader, letter_id: str, by_hand: bool = False, key: str | None = None
    ) -> LetterSent:
        """Record that the mail server took a letter, or that somebody sent it by hand."""
        with self._doing("letter_went", actor, key) as now:
            letter = self._archive.letter(letter_id)
            # Only a copy in somebody's hands may still be on its way when it is said to be sent.
            if by_hand and letter.state(now) is State.GOING:
                raise NotAcceptable("This letter is being sent at the moment. Look again later.")
            sent = LetterSent(self._new_id(), letter_id, by_hand, now)
            self._ledger.add(sent)
            return sent

    def letter_failed(
        self,
        actor: Reader,
        letter_id: str,
        reason: str,
        for_good: bool = False,
        key: str | None = None,
    ) -> LetterFailed:
        """Record why the last try failed; unless for good, it is tried again after a while."""
        with self._doing("letter_failed", actor, key) as now:
            number = len(self._archive.letter(letter_id).tries)
            later = None if for_good else again_at(number, now)
            failed = LetterFailed(self._new_id(), letter_id, number, reason, later, now)
            self._ledger.add(failed)
            return failed

    def send_again(self, actor: Reader, letter_id: str, key: str | None = None) -> LetterFailed:
        """Say that a letter which failed, or was perhaps sent, is to go out again."""
        with self._doing("send_again", actor, key) as now:
            letter = self._archive.letter(letter_id)
            if letter.state(now) not in {State.FAILED, State.PERHAPS}:
                raise NotAcceptable("Only a letter that did not arrive can be sent again.")
            failed = LetterFailed(
                self._new_id(), letter_id, len(letter.tries), "To be sent again.", now, now
            )
            self._ledger.add(failed)
            return failed

    def withdraw_letter(
        self, actor: Reader, letter_id: str, reason: str, key: str | None = None
    ) -> LetterWithdrawn:
        """Take a letter back that was not sent yet. Raises NotAcceptable without a reason."""
        with self._doing("withdraw_letter", actor, key) as now:
            if self._archive.letter(letter_id).state(now) not in {State.WAITING, State.FAILED}:
                raise NotAcceptable("Only a letter that waits, or failed, can be taken back.")
            why = written(reason, "Say why the letter is taken back: the reason is kept with it.")
            gone = LetterWithdrawn(self._new_id(), letter_id, why, now)
            self._ledger.add(gone)
            return gone

    def choose_reminders(
        self, actor: Reader, stakeholder_id: str, wanted: bool, key: str | None = None
    ) -> ReminderChoice:
        """Say whether somebody wants reminders: oneself, or the house for who follows a link."""
        whose = "" if stakeholder_id == actor.id else " of others"
        with self._doing(f"choose_reminders{whose}", actor, key) as now:
            chosen = ReminderChoice(
                self._new_id(), self._archive.stakeholder(stakeholder_id).id, wanted, now
            )
            self._ledger.add(chosen)
            return chosen
