"""Verbs that bring in what was written elsewhere, all of it or none."""

from collections.abc import Sequence
from datetime import datetime

from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft, fingerprint, publishable
from drafting.domain.people import Act, Reader, Role, Size, Stakeholder
from drafting.domain.ratings import Rating
from drafting.workshop.people import PeopleVerbs
from drafting.workshop.texts import TextVerbs

Person = tuple[str, str, str, str, Size | None, Role]


class ImportVerbs(PeopleVerbs, TextVerbs):
    """What comes in from files."""

    def import_people(
        self, actor: Reader, people: Sequence[Person], key: str | None = None
    ) -> list[Stakeholder]:
        """Register people who were read from a file: name, e-mail, organisation, sector, size, role.

        Raises NotAcceptable, and registers nobody, when one of them cannot be taken.
        """
        with self._doing(Act.MANAGE_PEOPLE, "import_people", actor, key):
            return [self.register(actor, *person) for person in people]

    def import_drafts(
        self,
        actor: Reader,
        kind: Kind,
        title: str,
        texts: Sequence[tuple[str, str]],
        key: str | None = None,
    ) -> tuple[Document, list[Draft]]:
        """Begin a document with the iterations it already has: (text, note) each, oldest first."""
        with self._doing(Act.PUBLISH, "import_drafts", actor, key):
            document = self.begin_document(actor, kind, title)
            return document, [self.publish(actor, document.id, text, note) for text, note in texts]

    def import_options(
        self, actor: Reader, dilemma_id: str, options: Sequence[tuple[str, str, datetime]]
    ) -> list[Draft]:
        """Add many options of a dilemma at once: title, text and the moment each was put."""
        with self._doing(Act.PUBLISH, "import_options", actor, None):
            documents, drafts = [], []
            for place, (title, text, at) in enumerate(options, 1):
                words = publishable(text, [])
                document = Document(self._new_id(), Kind.OPTION, title, place, dilemma_id, at)
                documents.append(document)
                drafts.append(
                    Draft(
                        self._new_id(), document.id, 1, words, fingerprint(words), "", actor.id, at
                    )
                )
            self._ledger.add_many(documents)
            self._ledger.add_many(drafts)
            return drafts

    def import_ratings(self, actor: Reader, ratings: Sequence[Rating]) -> None:
        """Add ratings that were given elsewhere, each with its own moment, in that order.

        They carry no objection: nobody asked for one at the time.
        """
        with self._doing(Act.MANAGE_PROCESS, "import_ratings", actor, None):
            in_order: list[Rating] = sorted(ratings, key=lambda rating: rating.at)
            self._ledger.add_many(in_order)
