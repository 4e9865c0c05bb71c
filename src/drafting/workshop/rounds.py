"""Verbs about rounds: opening, extending, closing, rating."""

from collections.abc import Sequence
from datetime import UTC, datetime

from drafting.domain.errors import NotAcceptable, NotInvited, RoundNotOpen
from drafting.domain.people import Reader, Role, Stakeholder, tidy_name
from drafting.domain.process import day_and_time
from drafting.domain.ratings import Objecting, Objection, Rating, Score, ensure_reasoned
from drafting.domain.rounds import (
    Anonymity,
    Round,
    RoundClosing,
    RoundExtension,
    RoundNow,
    State,
    ensure_sensible,
)
from drafting.domain.sight import RoundSight, Sight, ensure_fitting
from drafting.domain.written import written
from drafting.workshop.base import Verbs


class RoundVerbs(Verbs):
    """When people are asked, and what they answer."""

    def open_round(
        self,
        actor: Reader,
        title: str,
        draft_ids: Sequence[str],
        opens_at: datetime,
        closes_at: datetime,
        note: str = "",
        anonymity: Anonymity = Anonymity.NAMED_TO_CHAIR,
        key: str | None = None,
        *,
        sector_ids: Sequence[str] = (),
        sight: tuple[Sight, Sight] | None = None,
    ) -> RoundNow:
        """Ask the stakeholders of the sectors named, or all there are, about a set of drafts.

        `sight` says what they see of others' figures and objections before and after they answer
        a draft, while it is open; without it they see no figures. Nothing that is promised here
        can be changed afterwards. Raises NotAcceptable without drafts or people,
        when it would be over before it begins, or shows more than it promises.
        """
        # Two moments of one zone compare by its wall clock, which shows an hour of autumn twice.
        opens_at, closes_at = opens_at.astimezone(UTC), closes_at.astimezone(UTC)
        with self._doing("open_round", actor, key) as now:
            draft_ids = list(dict.fromkeys(draft_ids))
            ensure_sensible(opens_at, closes_at, draft_ids)
            if sight:
                ensure_fitting(anonymity, *sight)
            for draft_id in draft_ids:
                self._archive.draft(draft_id)
            asked = self._audience(sector_ids)
            begun = Round(
                self._new_id(),
                len(self._archive.rounds()) + 1,
                tidy_name(title, "title"),
                note.strip(),
                anonymity,
                opens_at,
                closes_at,
                actor.id,
                now,
            )
            self._begin(begun, draft_ids, [one.id for one in asked])
            if sight:
                self._ledger.add(RoundSight(self._new_id(), begun.id, *sight, actor.id, now))
            return RoundNow(begun)

    def _audience(self, sector_ids: Sequence[str]) -> list[Stakeholder]:
        known = {one.id for one in self._archive.sectors()}
        if not known.issuperset(sector_ids):
            raise NotAcceptable("There is no such sector here. Choose from the list.")
        voices = [one for one in self._archive.stakeholders() if one.role is Role.STAKEHOLDER]
        asked = [one for one in voices if not sector_ids or one.sector_id in sector_ids]
        if not asked:
            raise NotAcceptable(
                "Nobody of these sectors is on the register. Choose others."
                if voices
                else "Nobody can be asked yet. Put people on the register first."
            )
        return asked

    def extend_round(
        self, actor: Reader, round_id: str, closes_at: datetime, reason: str, key: str | None = None
    ) -> RoundExtension:
        """Give a round more time, with a reason that everybody sees."""
        with self._doing("extend_round", actor, key) as now:
            current = self._round(round_id)
            why = written(reason, "Say why the round needs more time. Everybody will see it.")
            if current.closing or current.state(now) is State.CLOSED:
                raise NotAcceptable(
                    f"{current.round.title} closed on {day_and_time(current.closes_at)}. "
                    "Open a new round instead."
                )
            if closes_at <= current.closes_at:
                raise NotAcceptable(
                    f"Choose a time after {day_and_time(current.closes_at)}, when it closes now."
                )
            more = RoundExtension(self._new_id(), round_id, closes_at, why, actor.id, now)
            self._ledger.add(more)
            return more

    def close_round(
        self, actor: Reader, round_id: str, reason: str, key: str | None = None
    ) -> RoundClosing:
        """Close a round before its time, with a reason that everybody sees."""
        with self._doing("close_round", actor, key) as now:
            self._round(round_id).ensure_open(now)
            why = written(reason, "Say why the round closes early. Everybody will see it.")
            closing = RoundClosing(self._new_id(), round_id, why, actor.id, now)
            self._ledger.add(closing)
            return closing

    def rate(
        self,
        actor: Reader,
        draft_id: str,
        score: Score | None,
        objecting: Objecting | Sequence[Objecting] | None = None,
        key: str | None = None,
    ) -> Rating:
        """Say how far you stand behind a draft. Rating again replaces your word.

        The same word with the same objections, said twice in one round, is one fact: the standing
        rating is returned. `score` None is "not my field". Raises RoundClosed after the round's
        closing time, NotInvited when the round asks others, ObjectionNeeded below "can live with
        it" without passage, reason and condition.
        """
        with self._doing("rate", actor, key) as now:
            asking = self._asking(draft_id, now)
            self._ensure_asked(actor, asking)
            several = [objecting] if isinstance(objecting, Objecting) else (objecting or ())
            said = ensure_reasoned(score, *several)
            standing = self._standing(actor, asking, draft_id, score, said)
            if standing:
                return standing
            rating = Rating(self._new_id(), asking.id, draft_id, actor.id, score, now)
            self._ledger.add(rating)
            self._ledger.add(
                *(
                    Objection(
                        self._new_id(),
                        rating.id,
                        draft_id,
                        actor.id,
                        one.passage,
                        one.reason,
                        one.condition,
                        now,
                    )
                    for one in said
                )
            )
            return rating

    def _ensure_asked(self, actor: Reader, asking: RoundNow) -> None:
        """Raise NotInvited, saying why, unless a round asks this person."""
        asked = self._archive.invited(asking.id)
        if actor.id in asked:
            return
        mine = [one.sector_id for one in self._archive.stakeholders() if one.id == actor.id]
        theirs = {one.sector_id for one in self._archive.stakeholders() if one.id in asked}
        late = not mine or mine[0] in theirs
        why = "began before you were on the register" if late else "asks other sectors"
        raise NotInvited(
            f"{asking.round.title} {why}. Ask the chair to include you in the next one."
        )

    def _standing(
        self,
        actor: Reader,
        asking: RoundNow,
        draft_id: str,
        score: Score | None,
        said: tuple[Objecting, ...],
    ) -> Rating | None:
        """Return the rating that stands already, if it says the same in every part."""
        seen = self._seen_by(actor)
        given = seen.my_ratings(asking.id).get(draft_id)
        if given is None or given.score != score:
            return None
        before = [
            Objecting(one.passage, one.reason, one.condition)
            for one in seen.my_objections(given.id)
        ]
        return given if before == list(said) else None

    def _asking(self, draft_id: str, now: datetime) -> RoundNow:
        """Return the round that asks about a draft now; raise when there is none that is open."""
        rounds = self._archive.rounds_asking(self._archive.draft(draft_id).id)
        if not rounds:
            raise RoundNotOpen("No round asks about this draft yet. The chair opens one.")
        newest = next((one for one in rounds if one.state(now) is State.OPEN), rounds[-1])
        newest.ensure_open(now)
        return newest

    def _round(self, round_id: str) -> RoundNow:
        for one in self._archive.rounds():
            if one.id == round_id:
                return one
        raise NotAcceptable("There is no such round. Choose one from the list.")
