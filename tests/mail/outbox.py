"""What the chair writes to people about round 1, sends, and sees of it."""

from dataclasses import dataclass

from cast import People

from drafting.domain.letters.facts import Letter, Sort
from drafting.domain.letters.outbox import LetterNow
from drafting.domain.people import Stakeholder
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive
from drafting.ui.post import Post
from drafting.workshop import Workshop


@dataclass(frozen=True)
class Outbox:
    """The chair's outbox while round 1 asks."""

    workshop: Workshop
    people: People
    round: RoundNow
    post: Post
    house: Archive

    def write(self, sort: Sort, *to: Stakeholder) -> list[Letter]:
        """Write to these people about the round."""
        ids = [one.id for one in to]
        return self.workshop.write_letters(self.people.chair, sort, ids, self.round.id)

    def invite(self, person: Stakeholder) -> None:
        """Invite somebody in, which is about no round."""
        self.workshop.write_letters(self.people.chair, Sort.INVITATION, [person.id])

    def send(self) -> None:
        """Send what is due."""
        self.post.send_due(self.people.chair)

    def letter_to(self, person: Stakeholder) -> LetterNow:
        return next(one for one in self.house.letters() if one.letter.stakeholder_id == person.id)
