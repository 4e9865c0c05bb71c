"""Verbs that bring in, on people's behalf, what they said of a draft on paper or by mail."""

from collections.abc import Callable, Sequence

from drafting.domain.brought import BroughtComment, BroughtRating, Expected
from drafting.domain.comments import Comment, remark
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.people import Reader, Stakeholder, tidy_email
from drafting.domain.ratings import Rating
from drafting.workshop.remarks import RemarkVerbs
from drafting.workshop.undoing import UndoingVerbs

Done = Callable[[int], None]


class BringingVerbs(UndoingVerbs, RemarkVerbs):
    """What the chair brings in for others, all of it or none."""

    def import_ratings(
        self,
        actor: Reader,
        draft_id: str,
        brought: Sequence[BroughtRating],
        key: str | None = None,
        file: str = "",
        done: Done = lambda _: None,
    ) -> list[Rating]:
        """Record people's words on a draft in the round that asks about it now.

        Nobody's own word is replaced. Raises, and records nothing, as `rate` does, and when a
        person is not asked or has rated the draft already. `done` is told how many are in.
        """
        with self._doing("import_ratings", actor, key):
            expected = self._expected(draft_id, brought)
            made: list[Fact] = []
            given: list[Rating] = []
            rated = set(expected.rated)
            for one in brought:
                person = self._spoken_for(expected, one.email)
                if tidy_email(one.email) in rated:
                    raise NotAcceptable(
                        f"{one.email} has rated this draft already. Nothing was brought in."
                    )
                rating = self.rate(person, draft_id, one.score, one.objecting)
                given.append(rating)
                rated.add(tidy_email(one.email))
                done(len(given))
                made += [rating, *self._seen_by(person).my_objections(rating.id)]
            self._note_import(actor, "ratings", file, made)
            return given

    def import_comments(
        self,
        actor: Reader,
        draft_id: str,
        brought: Sequence[BroughtComment],
        key: str | None = None,
        file: str = "",
        done: Done = lambda _: None,
    ) -> list[Comment]:
        """Record people's remarks on a draft, none of them twice; `done` is told how many are in.

        Raises, and records nothing, as `comment` does, and when one was brought in already.
        """
        with self._doing("import_comments", actor, key):
            expected = self._expected(draft_id, brought)
            here = set(expected.brought)
            made: list[Comment] = []
            for one in brought:
                person = self._spoken_for(expected, one.email)
                said = person.email, remark(one.text), one.quote
                if said in here:
                    raise NotAcceptable(
                        f"A comment of {person.email} was brought in already. Nothing was brought "
                        "in."
                    )
                made.append(self.comment(person, draft_id, one.text, one.quote))
                here.add(said)
                done(len(made))
            self._note_import(actor, "comments", file, made)
            return made

    def _expected(self, draft_id: str, brought: Sequence[object]) -> Expected:
        if not brought:
            raise NotAcceptable("The file has no row that can be taken. Nothing was brought in.")
        return self._archive.expected(draft_id)

    def _spoken_for(self, expected: Expected, email: str) -> Stakeholder:
        address = tidy_email(email)
        fault = expected.fault(address)
        if fault:
            raise NotAcceptable(f"{fault}. Nothing was brought in.")
        return self._archive.stakeholder(expected.asked[address])
