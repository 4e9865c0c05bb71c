"""Questions about the evidence: sources, findings, where they went, what they stand behind."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafting.domain.carry import State
from drafting.domain.chain import (
    Carriers,
    DilemmaSettled,
    Ground,
    Heeded,
    Landing,
    LandingUndone,
    Link,
    Place,
    SetAside,
    Whereabouts,
    grounds,
)
from drafting.domain.comments import Decision, Disposition
from drafting.domain.documents import Document
from drafting.domain.drafts import Draft, WorkingText
from drafting.domain.evidence import (
    ConsentGiven,
    Finding,
    Hearing,
    Source,
    Summary,
    SummaryCirculated,
    SummaryText,
    as_agreed,
    quotable,
)
from drafting.domain.people import Act
from drafting.store.archive.proposals import ProposalQuestions
from drafting.store.archive.texts import TextQuestions

_HEEDED = frozenset({Decision.ACCEPTED, Decision.AMENDED})
NOT_PUBLISHED = "not published"


class EvidenceQuestions(TextQuestions, ProposalQuestions):
    """What was heard, and what became of it."""

    def hearings(self) -> list[Hearing]:
        """Return the sources by the day they were held, each as those who were heard agreed."""
        self._need("hearings")
        given, insider = self._consents(), self._reader.may(Act.DISPOSE)
        return [
            as_agreed(one, given.get(one.id), insider)
            for one in sorted(self._facts(Source), key=lambda source: source.held_on)
        ]

    def sources(self) -> list[Source]:
        """Return the sources by the day they were held, named as those who were heard agreed."""
        self._need("sources")
        return [one.source for one in self.hearings()]

    def findings(self) -> list[Finding]:
        """Return the findings of all sources, in words only where these may be quoted."""
        self._need("findings")
        given, insider = self._consents(), self._reader.may(Act.DISPOSE)
        return [quotable(one, given.get(one.source_id), insider) for one in self._facts(Finding)]

    def summaries(self) -> list[Summary]:
        """Return the circulated summaries of sources; to those who write them, what is written."""
        self._need("summaries")
        out = {one.source_id: one for one in self._facts(SummaryCirculated)}
        written = {one.source_id: one for one in self._facts(SummaryText)}
        helping = self._reader.may(Act.READ_WORKING_TEXT)
        given = self._consents()
        found = []
        for source in sorted(self._facts(Source), key=lambda source: source.held_on):
            shown = as_agreed(source, given.get(source.id), helping).source
            if source.id in out:
                text = out[source.id]
                found.append(Summary(shown, text.text, text.at, text))
            elif helping and source.id in written:
                found.append(Summary(shown, written[source.id].text, written[source.id].at))
        return found

    def landings(self) -> list[Landing]:
        """Return where findings went, without what was a mistake."""
        self._need("landings")
        undone = {one.landing_id for one in self._facts(LandingUndone)}
        return [one for one in self._facts(Landing) if one.id not in undone]

    def grounds(self, document_id: str) -> list[Ground]:
        """Return each sentence of a document's latest draft with what stands behind it."""
        self._need("grounds")
        key = ("grounds", document_id, self.as_of, self._reader, self._hour())
        return list(self._database.kept(key, lambda: tuple(self._grounds(document_id))))

    def _grounds(self, document_id: str) -> list[Ground]:
        drafts = self.drafts(document_id)
        if not drafts:
            return []
        carriers = self._carriers(document_id, drafts)
        findings = {one.id: one for one in self.findings()}
        links: list[Link] = []
        behind: dict[str, list[Finding]] = defaultdict(list)
        for one in self.landings():
            if not one.quote:
                behind[one.target_id].append(findings[one.finding_id])
                continue
            carried = carriers.carried(one.target_id, one.start, one.end)
            if carried:
                links.append(Link(findings[one.finding_id], one, carried))
        numbers = {draft.id: draft.number for draft in drafts}
        return grounds(carriers, links, self._heeded(document_id), behind, numbers)

    def whereabouts(self) -> list[Whereabouts]:
        """Return every finding with the places it went to, and why where it was set aside."""
        self._need("whereabouts")
        key = ("whereabouts", self.as_of, self._reader, self._hour())
        return list(self._database.kept(key, lambda: tuple(self._whereabouts())))

    def _whereabouts(self) -> list[Whereabouts]:
        reasons = {one.finding_id: one.reason for one in self._facts(SetAside)}
        places: dict[str, list[Place]] = defaultdict(list)
        find = _Places(self)
        for one in self.landings():
            places[one.finding_id] += find.of(one)
        return [
            Whereabouts(one, tuple(places[one.id]), reasons.get(one.id, ""))
            for one in self.findings()
        ]

    def text_written(self, text_id: str) -> str | None:
        """Return the words of a draft or working text; None when the id is of neither."""
        self._need("text_written")
        draft = self._newest(Draft, "WHERE f.id = ?", text_id)
        found = draft or self._newest(WorkingText, "WHERE f.id = ?", text_id)
        return found.text if found else None

    def settled(self) -> dict[str, DilemmaSettled]:
        """Return for each dilemma that is settled the words that settle it."""
        self._need("settled")
        return {one.dilemma_id: one for one in self._facts(DilemmaSettled)}

    def _consents(self) -> dict[str, ConsentGiven]:
        return {one.source_id: one for one in self._facts(ConsentGiven)}

    def _carriers(self, document_id: str, drafts: Sequence[Draft]) -> Carriers:
        written = self._facts(WorkingText, "WHERE f.document_id = ?", document_id)
        return Carriers(drafts, written)

    def _heeded(self, document_id: str) -> Iterator[Heeded]:
        """Yield the remarks on a document that were accepted, as far as the reader may know."""
        for one in (*self.comments(document_id), *self.objections(document_id)):
            if _accepted(one.disposition) and one.quote:
                what = "objection" if one.is_objection else "comment"
                said = one.disposition.decision.value if one.disposition else ""
                yield Heeded(one.id, what, one.author, one.quote, one.text, said, one.draft_id)
        for made in self.proposals(document_id):
            if made.disposition and _accepted(made.disposition) and made.suggestion.quote:
                it = made.suggestion
                said = made.disposition.decision.value
                yield Heeded(
                    it.id, "suggestion", made.author, it.quote, it.words, said, it.draft_id
                )


def _accepted(given: Disposition | None) -> bool:
    return given is not None and given.decision in _HEEDED


class _Places:
    """Names the places of landings, each document compared once."""

    def __init__(self, ask: EvidenceQuestions) -> None:
        self._ask = ask
        self._documents = {one.id: one for one in ask.documents()}
        self._dilemmas = {one.id: one.title for one in ask.dilemmas()}
        self._owner = {one.id: one.document_id for one in ask.drafts_by_id().values()}
        self._owner |= {one.id: one.document_id for one in ask._facts(WorkingText)}
        self._carriers: dict[str, Carriers | None] = {}

    def of(self, one: Landing) -> list[Place]:
        if one.target_id in self._dilemmas:
            return [Place(self._dilemmas[one.target_id], "", "")]
        document = self._documents.get(self._owner.get(one.target_id, ""))
        if document is None:
            return [Place("What people said", "", "")]
        if document.id not in self._carriers:
            self._carriers[document.id] = self._made(document)
        carriers = self._carriers[document.id]
        carried = carriers and carriers.carried(one.target_id, one.start, one.end)
        if not carried:
            return [Place(document.title, one.quote, NOT_PUBLISHED)]
        gone = carried.state is State.REMOVED
        return [Place(document.title, one.quote if gone else carried.words, carried.state.value)]

    def _made(self, document: Document) -> Carriers | None:
        drafts = self._ask.drafts(document.id)
        return self._ask._carriers(document.id, drafts) if drafts else None
