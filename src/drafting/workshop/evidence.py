"""Verbs about the evidence: what was heard, who may be quoted, where it went."""

from datetime import date

from drafting.domain.chain import (
    DilemmaSettled,
    Landing,
    LandingUndone,
    SetAside,
    quoted,
)
from drafting.domain.comments import Comment
from drafting.domain.documents import Dilemma, Kind
from drafting.domain.drafts import fingerprint
from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.evidence import (
    Consent,
    ConsentGiven,
    Finding,
    Source,
    SourceKind,
    SummaryCirculated,
    SummaryText,
)
from drafting.domain.people import Reader, Sector, tidy_name
from drafting.domain.process import day
from drafting.domain.ratings import Objection
from drafting.domain.suggestions import Suggestion
from drafting.domain.written import written
from drafting.workshop.texts import TextVerbs


class EvidenceVerbs(TextVerbs):
    """On what ground the texts stand."""

    def add_source(
        self,
        actor: Reader,
        kind: SourceKind,
        title: str,
        held_on: date,
        sector_id: str | None = None,
        key: str | None = None,
        heard: str = "",
        consent: Consent | None = None,
    ) -> Source:
        """Name an interview, the survey, the roundtable or a paper, and who agreed to what."""
        with self._doing("add_source", actor, key) as now:
            if sector_id is not None:
                self._ledger.ensure_there("sector", sector_id, Sector)
            source = Source(
                self._new_id(), kind, tidy_name(title, "title"), held_on, sector_id, now
            )
            self._ledger.add(source)
            if consent is not None:
                self.record_consent(actor, source.id, heard, consent)
            return source

    def record_consent(
        self, actor: Reader, source_id: str, heard: str, consent: Consent, key: str | None = None
    ) -> ConsentGiven:
        """Say who was heard in a source and what they agreed to. Saying it again replaces it."""
        with self._doing("record_consent", actor, key) as now:
            self._ledger.ensure_there("source", source_id, Source)
            given = ConsentGiven(
                self._new_id(), source_id, " ".join(heard.split()), consent, actor.id, now
            )
            self._ledger.add(given)
            return given

    def add_finding(
        self,
        actor: Reader,
        source_id: str,
        text: str,
        theme: str,
        sector_id: str | None = None,
        key: str | None = None,
    ) -> Finding:
        """Write down one thing that a source says, on behalf of a sector if it speaks for one."""
        with self._doing("add_finding", actor, key) as now:
            self._ledger.ensure_there("source", source_id, Source)
            if sector_id is not None:
                self._ledger.ensure_there("sector", sector_id, Sector)
            said = written(text, "The finding is empty. Write what the source says.")
            finding = Finding(
                self._new_id(), source_id, said, tidy_name(theme, "theme"), sector_id, now
            )
            self._ledger.add(finding)
            return finding

    def land(
        self,
        actor: Reader,
        finding_id: str,
        target_id: str,
        start: int = 0,
        end: int = 0,
        key: str | None = None,
    ) -> Landing:
        """Say where a finding went: a passage of a text from `start` to `end`, a remark, a dilemma.

        Raises NotFound when either is not there, NotAcceptable when the passage holds no words.
        """
        with self._doing("land", actor, key) as now:
            self._ledger.ensure_there("finding", finding_id, Finding)
            written = self._archive.text_written(target_id)
            quote = quoted(written, start, end) if written is not None else ""
            if written is None:
                self._ledger.ensure_there(
                    "remark or dilemma", target_id, Comment, Suggestion, Objection, Dilemma
                )
                start = end = 0
            landing = Landing(
                self._new_id(), finding_id, target_id, start, end, quote, actor.id, now
            )
            self._ledger.add(landing)
            return landing

    def land_while_writing(
        self,
        actor: Reader,
        document_id: str,
        text: str,
        note: str,
        follows_id: str | None,
        finding_id: str,
        start: int,
        end: int,
        key: str | None = None,
    ) -> Landing:
        """Keep the working text and say which finding stands behind a passage of it.

        Raises TextMovedOn when somebody saved a newer text in the meantime.
        """
        with self._doing("land_while_writing", actor, key):
            newest = self._archive.working_text(document_id)
            if not (newest and newest.text == text and newest.id == follows_id):
                newest = self.save_working_text(actor, document_id, text, note, follows_id)
            return self.land(actor, finding_id, newest.id, start, end)

    def undo_landing(self, actor: Reader, landing_id: str, key: str | None = None) -> LandingUndone:
        """Take back a landing that was a mistake; it stays on record as one."""
        with self._doing("undo_landing", actor, key) as now:
            if landing_id not in {one.id for one in self._archive.landings()}:
                raise NotFound("This link is not there, or was taken back already.")
            undone = LandingUndone(self._new_id(), landing_id, actor.id, now)
            self._ledger.add(undone)
            return undone

    def set_aside(
        self, actor: Reader, finding_id: str, reason: str, key: str | None = None
    ) -> SetAside:
        """Say why a finding stands in no text."""
        with self._doing("set_aside", actor, key) as now:
            self._ledger.ensure_there("finding", finding_id, Finding)
            why = written(reason, "Give the reason why this finding stands in no text.")
            aside = SetAside(self._new_id(), finding_id, why, actor.id, now)
            self._ledger.add(aside)
            return aside

    def settle_dilemma(
        self,
        actor: Reader,
        dilemma_id: str,
        draft_id: str,
        start: int,
        end: int,
        reason: str,
        option_id: str | None = None,
        key: str | None = None,
    ) -> DilemmaSettled:
        """Name the words of a draft that settle a dilemma, and the option they take up if any."""
        with self._doing("settle_dilemma", actor, key) as now:
            self._ledger.ensure_there("dilemma", dilemma_id, Dilemma)
            quote = quoted(self._archive.draft(draft_id).text, start, end)
            if option_id is not None:
                option = self._archive.document(option_id)
                if option.kind is not Kind.OPTION or option.dilemma_id != dilemma_id:
                    raise NotAcceptable("This option answers another dilemma. Choose one of its.")
            why = written(reason, "Say why these words settle it, in a sentence.")
            settled = DilemmaSettled(
                self._new_id(),
                dilemma_id,
                option_id,
                draft_id,
                start,
                end,
                quote,
                why,
                actor.id,
                now,
            )
            self._ledger.add(settled)
            return settled

    def write_summary(
        self, actor: Reader, source_id: str, text: str, key: str | None = None
    ) -> SummaryText:
        """Keep what is being written as the summary of a source, until it is circulated."""
        with self._doing("write_summary", actor, key) as now:
            self._ensure_not_circulated(source_id)
            if not text.strip():
                raise NotAcceptable("The summary is empty. Write something before you keep it.")
            summary = SummaryText(
                self._new_id(), source_id, text.replace("\r\n", "\n"), actor.id, now
            )
            self._ledger.add(summary)
            return summary

    def circulate_summary(
        self, actor: Reader, source_id: str, key: str | None = None
    ) -> SummaryCirculated:
        """Show a summary to everybody as it was last kept; from then on it is frozen."""
        with self._doing("circulate_summary", actor, key) as now:
            self._ensure_not_circulated(source_id)
            kept = [one for one in self._archive.summaries() if one.source.id == source_id]
            if not kept:
                raise NotAcceptable("There is no summary yet. Write it and keep it first.")
            text = kept[0].text
            out = SummaryCirculated(
                self._new_id(), source_id, text, fingerprint(text), actor.id, now
            )
            self._ledger.add(out)
            return out

    def _ensure_not_circulated(self, source_id: str) -> None:
        self._ledger.ensure_there("source", source_id, Source)
        for one in self._archive.summaries():
            if one.source.id == source_id and one.circulated:
                raise NotAcceptable(
                    f"The summary was circulated on {day(one.circulated.at)}, so nobody can change "
                    "it. Say what is new as a finding, or in the next draft."
                )
