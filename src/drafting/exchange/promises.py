"""What may leave the house: everything but passwords, and each round's promise kept.

A round that promised "sector only" gives no name to anybody, the chair and these files included:
its answers carry an alias made for this export alone, their day instead of their moment, and an
order that is not the order in which they came, so that no other file tells whose they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

from drafting.domain.comments import Comment, Reply
from drafting.domain.drafts import Reading
from drafting.domain.fact import Fact
from drafting.domain.ledger import Tie
from drafting.domain.people import PasswordSet, Role, RoleGiven, Sector, Stakeholder
from drafting.domain.ratings import Objection, Rating
from drafting.domain.rounds import Anonymity, Invitation, Round, RoundDraft
from drafting.domain.second_factor import SecondFactorTurned
from drafting.domain.settlement import Settlement
from drafting.domain.suggestions import Suggestion

Facts = Mapping[type[Fact], Sequence[Fact]]
F = TypeVar("F", bound=Fact)
# Nobody can check a hash without the password, but many can guess one.
SECRET = frozenset({"hash"})
# Who was asked is no secret, nor who is what.
_OPEN = frozenset({Invitation, RoleGiven, PasswordSet, SecondFactorTurned})


def columns_out(kind: type[Fact]) -> list[str]:
    """Name the columns of a fact that may leave the house."""
    return [field.name for field in fields(kind) if field.name not in SECRET]


def is_secret(kind: type[Fact]) -> bool:
    """Tell whether facts of a kind stay in the house: without what is secret they say nothing."""
    return any(field.name in SECRET for field in fields(kind))


def hidden(facts: Facts, kept: Facts) -> int:
    """Count the facts that a promise changed on their way out."""
    return sum(len(set(given) - set(kept[kind])) for kind, given in facts.items() if kind in kept)


def keeping_promises(facts: Facts, new_id: Callable[[], str]) -> dict[type[Fact], list[Fact]]:
    """Return the facts with the authors hidden whom a round promised to show by sector only."""
    return _Veil(facts, new_id).everything()


class _Veil:
    def __init__(self, facts: Facts, new_id: Callable[[], str]) -> None:
        self._facts = facts
        self._new_id = new_id
        self._aliases: dict[tuple[str, str], str] = {}
        sectors = {one.id: one.name for one in self._of(Sector)}
        self._sector = {one.id: sectors.get(one.sector_id, "") for one in self._of(Stakeholder)}
        role = {one.id: one.role for one in self._of(Stakeholder)}
        role |= {one.stakeholder_id: one.role for one in self._of(RoleGiven)}
        # Chair and drafter speak as what they are.
        self._known = {id_ for id_, held in role.items() if held in {Role.CHAIR, Role.DRAFTER}}
        self._rounds = {one.id for one in self._of(Round) if one.anonymity is Anonymity.SECTOR_ONLY}
        self._drafts = {
            one.draft_id for one in self._of(RoundDraft) if one.round_id in self._rounds
        }
        self._round_of_rating = {one.id: one.round_id for one in self._of(Rating)}
        self._round_of_comment = {one.id: one.round_id for one in self._of(Comment)}
        self._round_of_point = {
            **self._round_of_comment,
            **{one.id: one.round_id for one in self._of(Suggestion)},
            **{one.id: self._round_of_rating.get(one.rating_id) for one in self._of(Objection)},
        }

    def everything(self) -> dict[type[Fact], list[Fact]]:
        kept = {kind: list(given) for kind, given in self._facts.items()}
        for kind, given in kept.items():
            if kind not in _OPEN and any(one.name == "stakeholder_id" for one in fields(kind)):
                kept[kind] = self._veiled(given)
        return kept

    def _veiled(self, given: Sequence[Fact]) -> list[Fact]:
        hidden = {one.id: name for one in given if (name := self._alias(one)) is not None}
        veiled = [
            replace(one, stakeholder_id=hidden[one.id], at=_day(one.at))  # type: ignore[call-arg,attr-defined]
            for one in given
            if one.id in hidden
        ]
        # In the order of the aliases, which is none; stable, so a person's last word stays last.
        veiled.sort(key=lambda one: one.stakeholder_id)  # type: ignore[attr-defined]
        return [one for one in given if one.id not in hidden] + veiled

    def _alias(self, fact: Fact) -> str | None:
        """Return the name to show instead of the author's id; None where it may be shown."""
        person: str = getattr(fact, "stakeholder_id", "")
        if isinstance(fact, Reading) and fact.draft_id in self._drafts:
            # Who opened a draft a minute before an answer came in gave that answer.
            return ""
        round_id = self._round_of(fact)
        if round_id not in self._rounds or person in self._known:
            return None
        if (round_id, person) not in self._aliases:
            where = self._sector.get(person, "")
            self._aliases[round_id, person] = f"Someone from {where} ({self._new_id()[:12]})"
        return self._aliases[round_id, person]

    def _round_of(self, fact: Fact) -> str | None:
        """Return the round in which something was said: its own, or that of what it goes with."""
        if isinstance(fact, Objection):
            return self._round_of_rating.get(fact.rating_id)
        if isinstance(fact, Reply):
            return self._round_of_comment.get(fact.comment_id)
        if isinstance(fact, Tie):
            return self._round_of_point.get(fact.objection_id)
        if isinstance(fact, Settlement):
            return self._round_of_point.get(fact.subject_id)
        return getattr(fact, "round_id", None)

    def _of(self, kind: type[F]) -> list[F]:
        return [one for one in self._facts.get(kind, ()) if isinstance(one, kind)]


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
