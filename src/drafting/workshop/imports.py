"""Verbs that bring in what was written elsewhere, all of it or none."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.drafts import Draft, fingerprint, publishable
from drafting.domain.errors import NotAcceptable
from drafting.domain.newcomers import Conversation, Newcomer, Statement, Vote
from drafting.domain.people import (
    Organisation,
    Reader,
    Sector,
    Stakeholder,
    tidy_email,
    tidy_name,
)
from drafting.domain.ratings import Rating
from drafting.domain.rounds import Anonymity, Round
from drafting.workshop.people import PeopleVerbs
from drafting.workshop.undoing import UndoingVerbs

Done = Callable[[int], None]


class ImportVerbs(PeopleVerbs, UndoingVerbs):
    """What comes in from files."""

    def import_people(
        self,
        actor: Reader,
        people: Sequence[Newcomer],
        key: str | None = None,
        file: str = "",
    ) -> list[Stakeholder]:
        """Register people who were read from a file.

        Raises NotAcceptable, and registers nobody, when one of them cannot be taken.
        """
        with self._doing("import_people", actor, key) as now:
            taken = {one.email for one in self._archive.stakeholders()}
            sectors = {one.name.casefold(): one for one in self._archive.sectors()}
            employers = {one.name.casefold(): one for one in self._archive.organisations()}
            had = len(sectors), len(employers)
            added: list[Stakeholder] = []
            for name, email, organisation, sector, size, role in people:
                address = tidy_email(email)
                if address in taken:
                    raise NotAcceptable(f"{address} is on the register already.")
                taken.add(address)
                called = tidy_name(sector, "sector")
                field = sectors.setdefault(called.casefold(), Sector(self._new_id(), called, now))
                called = tidy_name(organisation, "organisation")
                employer = employers.setdefault(
                    called.casefold(), Organisation(self._new_id(), called, field.id, size, now)
                )
                added.append(
                    Stakeholder(
                        self._new_id(), tidy_name(name), address, employer.id, field.id, role, now
                    )
                )
            self._ledger.add_many(list(sectors.values())[had[0] :])
            self._ledger.add_many(list(employers.values())[had[1] :])
            self._ledger.add_many(added)
            self._note_import(actor, "people", file, added)
            return added

    def import_drafts(
        self,
        actor: Reader,
        kind: Kind,
        title: str,
        texts: Sequence[tuple[str, str]],
        dilemma_id: str | None = None,
        key: str | None = None,
        done: Done = lambda _: None,
        file: str = "",
    ) -> tuple[Document, list[Draft]]:
        """Begin a document with the iterations it already has: (text, note) each, oldest first.

        `done` is told after each draft how many there are.
        """
        with self._doing("import_drafts", actor, key):
            document = self.begin_document(actor, kind, title, dilemma_id)
            drafts: list[Draft] = []
            for text, note in texts:
                drafts.append(self.publish(actor, document.id, text, note))
                done(len(drafts))
            self._note_import(actor, "drafts", file, [document, *drafts])
            return document, drafts

    def import_conversation(
        self,
        actor: Reader,
        held: Conversation,
        key: str | None = None,
        done: Done = lambda _: None,
    ) -> Dilemma:
        """Take over a conversation held elsewhere as one dilemma, its options and one closed round.

        Only its people are invited. Every vote is kept with its own moment and the last one stands;
        objectors were never asked for a reason, so none is made up. `done` is told how many votes
        are in. Raises NotAcceptable when there is nothing in it, or its people are here already.
        """
        with self._doing("import_conversation", actor, key):
            if not (held.people and held.statements and held.votes):
                raise NotAcceptable("This conversation has no people, no statements or no votes.")
            dilemma = self.begin_dilemma(actor, held.title, held.question)
            registered = self.import_people(actor, list(held.people.values()))
            ids = {name: one.id for name, one in zip(held.people, registered, strict=True)}
            drafts = self._put(actor, dilemma, held.statements, ids)
            round_id = self._round_held(actor, held, list(drafts.values()), list(ids.values()))
            ratings = [
                self._rating(round_id, drafts[vote.statement], ids[vote.voter], vote)
                for vote in sorted(held.votes, key=lambda vote: vote.at)
            ]
            for start in range(0, len(ratings), 500):
                self._ledger.add_many(ratings[start : start + 500])
                done(min(start + 500, len(ratings)))
            return dilemma

    def _put(
        self, actor: Reader, asked: Dilemma, statements: Sequence[Statement], ids: dict[str, str]
    ) -> dict[str, str]:
        """Add the options of a dilemma; return the id of each one's only draft by its key."""
        documents: list[Document] = []
        drafts: dict[str, Draft] = {}
        before = len(self._archive.documents(Kind.OPTION))
        for place, one in enumerate(statements, before + 1):
            words = publishable(one.text, [])
            author = ids.get(one.author or "", actor.id)
            document = Document(self._new_id(), Kind.OPTION, one.title, place, asked.id, one.at)
            documents.append(document)
            drafts[one.key] = Draft(
                self._new_id(), document.id, 1, words, fingerprint(words), "", author, one.at
            )
        self._ledger.add_many(documents)
        self._ledger.add_many(list(drafts.values()))
        return {key: draft.id for key, draft in drafts.items()}

    def _round_held(
        self, actor: Reader, held: Conversation, draft_ids: Sequence[str], asked: Sequence[str]
    ) -> str:
        """Add the round in which a conversation was held: from its first vote to its last."""
        moments = [vote.at for vote in held.votes]
        began = min(moments)
        past = Round(
            self._new_id(),
            len(self._archive.rounds()) + 1,
            held.title,
            "Held elsewhere and taken over with every vote.",
            Anonymity.NAMED_TO_CHAIR,
            began,
            # A round is closed from its closing time on, and the last vote was in time.
            max(moments) + timedelta(seconds=1),
            actor.id,
            began,
        )
        self._begin(past, draft_ids, asked)
        return past.id

    def _rating(self, round_id: str, draft_id: str, voter_id: str, vote: Vote) -> Rating:
        return Rating(self._new_id(), round_id, draft_id, voter_id, vote.score, vote.at)
