"""Questions about comments, objections and what was answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from drafting.domain.comments import Answer, Remark
from drafting.domain.outcomes import UNANSWERED
from drafting.domain.people import Role, Stakeholder
from drafting.domain.privacy import author_shown
from drafting.domain.ratings import Objection, Score
from drafting.domain.rounds import Anonymity
from drafting.store.answers_kept import Parts, of_one
from drafting.store.archive.answers import AnswerQuestions
from drafting.store.archive.in_sight import SightQuestions
from drafting.store.archive.people import WITH_ROLE
from drafting.store.archive.rounds import STANDS
from drafting.store.archive.tallies import ratings_of
from drafting.store.facts import aware, table

PEOPLE = f'({WITH_ROLE}) AS p(id, name, email, organisation_id, sector_id, role, "at")'
# Outside a round nobody was told who would see the name, so only the chair does.
# An objection is overtaken by its author's next rating of any draft of the document.
IN_FORCE = """NOT EXISTS (
    SELECT 1 FROM rating next JOIN draft later ON later.id = next.draft_id
    WHERE later.document_id = d.document_id AND next.stakeholder_id = rating.stakeholder_id
    AND (next."at" > rating."at" OR next."at" = rating."at" AND next.seq > rating.seq))
"""
OBJECTORS = """
    SELECT DISTINCT o.stakeholder_id FROM objection o JOIN draft d ON d.id = o.draft_id
    WHERE ? IN ('', d.document_id)
"""
UNPROMISED = Anonymity.NAMED_TO_CHAIR
ANSWERING = {Role.CHAIR, Role.DRAFTER}
Row = tuple[Any, ...]


class RemarkQuestions(SightQuestions, AnswerQuestions):
    """What people said, as the reader may know it."""

    def comments(self, document_id: str | None = None) -> list[Remark]:
        """Return the comments on a document, or on all, oldest first, with their answers."""
        self._need("comments")
        rows = self._rows(
            f"""SELECT c.id, c.draft_id, c.stakeholder_id, p.name, sector.name,
                coalesce(r.anonymity, ?), p.role, r.id, c.quote, c.text, c."at"
            FROM comment c JOIN draft d ON d.id = c.draft_id
            JOIN {PEOPLE} ON p.id = c.stakeholder_id
            JOIN sector ON sector.id = p.sector_id LEFT JOIN round r ON r.id = c.round_id
            WHERE ? IN ('', d.document_id) ORDER BY c."at", c.seq""",
            UNPROMISED.value,
            document_id or "",
        )
        answers = self._answers(document_id)
        return [
            replace(one, answers=tuple(answers[one.id]))
            for one, _ in self._as_known(document_id, rows)
        ]

    def objections(self, document_id: str | None = None) -> list[Remark]:
        """Return the objections that still stand with their round's rating, oldest first."""
        self._need("objections")
        rows = self._rows(
            f"""SELECT o.id, o.draft_id, o.stakeholder_id, p.name, sector.name, r.anonymity,
                p.role, r.id, o.passage, o.reason, o."at", o.condition, rating.score, {IN_FORCE}
            FROM objection o JOIN rating ON rating.id = o.rating_id
            JOIN round r ON r.id = rating.round_id JOIN draft d ON d.id = o.draft_id
            JOIN {PEOPLE} ON p.id = o.stakeholder_id JOIN sector ON sector.id = p.sector_id
            WHERE ? IN ('', d.document_id) AND {STANDS} ORDER BY o."at", o.seq""",
            document_id or "",
            parts=self._objecting_to(document_id),
        )
        return [
            replace(one, condition=condition, score=Score(score), in_force=in_force)
            for one, (condition, score, in_force) in self._as_known(document_id, rows)
        ]

    def _as_known(
        self, document_id: str | None, rows: Iterable[Row]
    ) -> Iterator[tuple[Remark, Row]]:
        """Yield what the reader may see of what was said, each with the columns that are left."""
        decided, became = self._dispositions(document_id), self._outcomes(document_id)
        seen = self._in_sight()
        for id_, draft_id, person, name, sector, promise, role, round_id, *said in rows:
            if seen(round_id, draft_id, person, sector):
                quote, text, at, *more = said
                shown = Remark(
                    id=id_,
                    draft_id=draft_id,
                    author=self._named(person, name, sector, promise, role),
                    sector=sector,
                    quote=quote,
                    text=text,
                    at=aware(at),
                    mine=person == self._reader.id,
                    disposition=decided.get(id_),
                    outcome=became.get(id_, UNANSWERED),
                )
                yield shown, tuple(more)

    def _objecting_to(self, document_id: str | None) -> Parts:
        """Name the objections to a document's drafts, or to all, and all answers of who objects.

        What anybody else answers changes nothing for these.
        """
        of = self._documents_of_drafts()
        name = table(Objection)
        there = {
            name: tuple(
                of_one(name, one) for one, document in of.items() if document_id in {None, document}
            )
        }
        who = self._rows(OBJECTORS, document_id or "", parts=there)
        return {**there, **ratings_of(*(str(person) for (person,) in who))}

    def open_remarks(self) -> int:
        """Count the comments, suggestions and standing objections that have no answer yet."""
        self._need("open_remarks")
        return int(
            self._rows(
                f"""SELECT
                (SELECT count(*) FROM comment c WHERE NOT EXISTS
                    (SELECT 1 FROM disposition d WHERE d.subject_id = c.id)) +
                (SELECT count(*) FROM suggestion s WHERE NOT EXISTS
                    (SELECT 1 FROM disposition d WHERE d.subject_id = s.id)) +
                (SELECT count(*) FROM objection o JOIN rating ON rating.id = o.rating_id
                 WHERE {STANDS} AND NOT EXISTS
                    (SELECT 1 FROM disposition d WHERE d.subject_id = o.id))"""
            )[0][0]
        )

    def _answers(self, document_id: str | None) -> dict[str, list[Answer]]:
        rows = self._rows(
            f"""SELECT a.comment_id, a.stakeholder_id, p.name, sector.name,
                coalesce(r.anonymity, ?), a.text, a."at", p.role, r.id, c.draft_id
            FROM reply a JOIN comment c ON c.id = a.comment_id JOIN draft d ON d.id = c.draft_id
            JOIN {PEOPLE} ON p.id = a.stakeholder_id JOIN sector ON sector.id = p.sector_id
            LEFT JOIN round r ON r.id = c.round_id
            WHERE ? IN ('', d.document_id) ORDER BY a."at", a.seq""",
            UNPROMISED.value,
            document_id or "",
        )
        found: dict[str, list[Answer]] = defaultdict(list)
        seen = self._in_sight()
        for comment_id, person, name, sector, promise, text, at, role, round_id, draft_id in rows:
            if role in ANSWERING or seen(round_id, draft_id, person, sector):
                who = self._named(person, name, sector, promise, role)
                found[comment_id].append(Answer(who, text, aware(at)))
        return found

    def _named(self, person: str, name: str, sector: str, promise: str, role: str) -> str:
        if person == self._reader.id:
            return "You"
        if role in ANSWERING:
            return f"The {role}"
        reader = self._reader.role if isinstance(self._reader, Stakeholder) else None
        return author_shown(Anonymity(promise), reader, name, sector)
