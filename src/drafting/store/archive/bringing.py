"""Who can be spoken for when ratings and comments come in from a file."""

from collections.abc import Mapping

from drafting.domain.brought import Expected
from drafting.domain.people import Act
from drafting.domain.rounds import State
from drafting.store.archive.outbox import OutboxQuestions


class BringingQuestions(OutboxQuestions):
    """Whom a draft asks at this moment."""

    def expected(self, draft_id: str) -> Expected:
        """Return whom a draft asks now and who has rated it: who answered, never what.

        Before any round it asks everybody who may comment. Once its rounds have closed, nobody.
        """
        self._need("expected")
        now, rounds = self._clock(), self.rounds_asking(draft_id)
        people = {one.email: one for one in self.stakeholders() if one.email}
        asked = {email: one.id for email, one in people.items() if one.may(Act.COMMENT)}
        rated: set[str] = set()
        if rounds:
            asking = next((one for one in rounds if one.state(now) is State.OPEN), rounds[-1])
            invited = self.invited(asking.id) if asking.state(now) is State.OPEN else set()
            asked = {email: one.id for email, one in people.items() if one.id in invited}
            found = self._rows(
                "SELECT stakeholder_id FROM rating WHERE round_id = ? AND draft_id = ?",
                asking.id,
                draft_id,
            )
            rated = {str(row[0]) for row in found}
        return Expected(
            self.draft(draft_id).text,
            asked,
            frozenset(email for email, one in people.items() if one.id in rated),
            frozenset(people.keys() - asked.keys()),
            self._brought(draft_id, {one.id: email for email, one in people.items()}),
        )

    def _brought(self, draft_id: str, emails: Mapping[str, str]) -> frozenset[tuple[str, str, str]]:
        """Return the remarks on a draft that came in from files, by whom."""
        found = self._rows(
            """SELECT c.stakeholder_id, c.text, c.quote FROM comment c
            JOIN import_row i ON i.made_id = c.id WHERE c.draft_id = ?""",
            draft_id,
        )
        return frozenset((emails[who], text, quote) for who, text, quote in found if who in emails)
