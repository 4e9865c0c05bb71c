"""Verbs that bring in, on people's behalf, what they said of a draft on paper or by mail."""

from collections.abc import Sequence

from drafting.domain.brought import BroughtComment, BroughtRating, Expected
from drafting.domain.comments import Comment
from drafting.domain.errors import NotAcceptable
from drafting.domain.fact import Fact
from drafting.domain.people import Act, Reader, Stakeholder, tidy_email
from drafting.domain.ratings import Rating
from drafting.workshop.remarks import RemarkVerbs
from drafting.workshop.undoing import UndoingVerbs


class BringingVerbs(UndoingVerbs, RemarkVerbs):
    """What the chair brings in for others, all of it or none."""

    def import_ratings(
        self,
        actor: Reader,
        draft_id: str,
        brought: Sequence[BroughtRating],
        key: str | None = None,
        file: str = "",
    ) -> list[Rating]:
        """Record people's words on a draft in the round that asks about it now.

        Nobody's own word is replaced. Raises, and records nothing, as `rate` does, and when a
        person is not asked or has rated the draft already.
        """
        with self._doing(Act.RUN_ROUNDS, "import_ratings", actor, key):
            expected = self._expected(draft_id, brought)
            made: list[Fact] = []
            given: list[Rating] = []
            for one in brought:
                person = self._spoken_for(expected, one.email)
                if tidy_email(one.email) in expected.rated or person.id in {
                    rating.stakeholder_id for rating in given
                }:
                    raise NotAcceptable(
                        f"{one.email} has rated this draft already. Nothing was brought in."
                    )
                rating = self.rate(person, draft_id, one.score, one.objecting)
                given.append(rating)
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
    ) -> list[Comment]:
        """Record people's remarks on a draft; raise, and record nothing, as `comment` does."""
        with self._doing(Act.RUN_ROUNDS, "import_comments", actor, key):
            expected = self._expected(draft_id, brought)
            made = [
                self.comment(self._spoken_for(expected, one.email), draft_id, one.text, one.quote)
                for one in brought
            ]
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
