"""Every verb that can be done, on a process in full swing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from cast import People, Text

from drafting.domain import access
from drafting.domain.agreement import Weights
from drafting.domain.brought import BroughtComment, BroughtRating
from drafting.domain.chain import Landing
from drafting.domain.comments import Comment, Decision
from drafting.domain.commitments import Commitment, Progress
from drafting.domain.documents import Dilemma, Document, Kind
from drafting.domain.evidence import Consent, Finding, Source, SourceKind
from drafting.domain.handing_in import HandIn, Wording
from drafting.domain.imports import ImportNow
from drafting.domain.letters.facts import Letter, Sort
from drafting.domain.milestones import Milestone
from drafting.domain.newcomers import Conversation, Newcomer, Statement, Vote
from drafting.domain.people import Reader, Role
from drafting.domain.planner import BoardDate
from drafting.domain.process import Process
from drafting.domain.ratings import Score
from drafting.domain.rounds import RoundNow
from drafting.domain.settlement import Word
from drafting.domain.survey import Tally
from drafting.workshop import Workshop

LATER = datetime(2026, 4, 1, 12, tzinfo=UTC)
LAST_YEAR = datetime(2025, 5, 1, tzinfo=UTC)
NEWCOMER = Newcomer("Jo New", "jo@new.example", "New & Co", "NHS")
TALLY = Tally({"Trust?": {"NHS": Counter(yes=9)}}, {}, 9)
OLD = Process("old", "Old process", date(2025, 12, 31), None, LAST_YEAR)
HELD = Conversation(
    "A talk",
    "What now?",
    {"j": NEWCOMER},
    (Statement("s", "Wait", "We wait.", None, LAST_YEAR),),
    (Vote("j", "s", Score.SUPPORT, LAST_YEAR),),
)


@dataclass(frozen=True)
class Stage:
    """A vision in its first round, and one of everything that goes with it."""

    people: People
    vision: Text
    round: RoundNow
    comment: Comment
    milestone: Milestone
    dilemma: Dilemma
    source: Source
    board: BoardDate
    letter: Letter
    refused: Letter
    finding: Finding
    landing: Landing
    to_close: Document
    closed: Document
    commitment: Commitment
    imported: ImportNow


Do = Callable[[Workshop, Reader, Stage, dict[str, Any]], object]

# Every verb: how it is done.
DEEDS: dict[str, Do] = {
    "name_sector": lambda w, a, s, k: w.name_sector(a, "Charities", **k),
    "register": lambda w, a, s, k: w.register(a, *NEWCOMER, **k),
    "give_role": lambda w, a, s, k: w.give_role(a, s.people["Ben"].id, Role.OBSERVER, **k),
    "set_password": lambda w, a, s, k: w.set_password(a, a.id, "hashed", **k),
    "set_password of others": lambda w, a, s, k: w.set_password(
        a, s.people["Ivy"].id, "hashed", **k
    ),
    "turn_on_second_factor": lambda w, a, s, k: w.turn_on_second_factor(a, "A2", 1, ["h"], **k),
    "turn_off_second_factor": lambda w, a, s, k: w.turn_off_second_factor(a, a.id, **k),
    "turn_off_second_factor of others": lambda w, a, s, k: w.turn_off_second_factor(
        a, s.people["Ivy"].id, **k
    ),
    "forget": lambda w, a, s, k: w.forget(a, s.people["Ben"].id, **k),
    "keep_until": lambda w, a, s, k: w.keep_until(a, date(2029, 1, 1), "As promised", **k),
    "begin_dilemma": lambda w, a, s, k: w.begin_dilemma(a, "Speed", "How fast?", **k),
    "begin_document": lambda w, a, s, k: w.begin_document(
        a, Kind.MISSION, "Earlier diagnosis", **k
    ),
    "save_working_text": lambda w, a, s, k: w.save_working_text(a, s.vision.id, "By 2031 ...", **k),
    "publish": lambda w, a, s, k: w.publish(a, s.vision.id, "By 2031 ...", **k),
    "mark_read": lambda w, a, s, k: w.mark_read(a, s.vision.draft.id, **k),
    "comment": lambda w, a, s, k: w.comment(a, s.vision.draft.id, "Why?", **k),
    "suggest": lambda w, a, s, k: w.suggest(a, s.vision.draft.id, 2, 5, "A", "It is shorter.", **k),
    "hand_in": lambda w, a, s, k: w.hand_in(
        a, s.vision.draft.id, HandIn((Wording(2, 5, "A"),), (("", "Why?"),)), "So.", **k
    ),
    "reply": lambda w, a, s, k: w.reply(a, s.comment.id, "Because.", **k),
    "dispose": lambda w, a, s, k: w.dispose(a, s.comment.id, Decision.PARKED, "Later.", **k),
    "dispose_together": lambda w, a, s, k: w.dispose_together(
        a, [s.comment.id], Decision.PARKED, "Later.", **k
    ),
    "tie": lambda w, a, s, k: w.tie(a, "objection", "suggestion", **k),
    "ask_tie": lambda w, a, s, k: w.ask_tie(a, "objection", "suggestion", **k),
    "settle": lambda w, a, s, k: w.settle(a, s.comment.id, Word.SETTLED, **k),
    "ask_settled_by": lambda w, a, s, k: w.ask_settled_by(
        a, s.vision.draft.id, date(2026, 5, 1), **k
    ),
    "open_round": lambda w, a, s, k: w.open_round(
        a, "Round 2", [s.vision.draft.id], s.round.closes_at, LATER, **k
    ),
    "extend_round": lambda w, a, s, k: w.extend_round(a, s.round.id, LATER, "Half term", **k),
    "close_round": lambda w, a, s, k: w.close_round(a, s.round.id, "All have answered", **k),
    "rate": lambda w, a, s, k: w.rate(a, s.vision.draft.id, Score.SUPPORT, **k),
    "begin_process": lambda w, a, s, k: w.begin_process(a, "HealthTech", date(2026, 12, 31), **k),
    "fix_rule": lambda w, a, s, k: w.fix_rule(a, 0.8, 0.6, 0.5, Weights.PEOPLE, **k),
    "raise_smallest_group": lambda w, a, s, k: w.raise_smallest_group(a, 8, "Few answer", **k),
    "tell_forecasts": lambda w, a, s, k: w.tell_forecasts(a, 2, np.random.default_rng(1), **k),
    "promise": lambda w, a, s, k: w.promise(a, "Missions", date(2026, 6, 1), **k),
    "move_milestone": lambda w, a, s, k: w.move_milestone(
        a, s.milestone.id, date(2026, 7, 1), "Ill", **k
    ),
    "reach_milestone": lambda w, a, s, k: w.reach_milestone(
        a, s.milestone.id, date(2026, 3, 1), **k
    ),
    "set_pace": lambda w, a, s, k: w.set_pace(a, 3, 1, 5, 2, **k),
    "add_board_date": lambda w, a, s, k: w.add_board_date(a, "Board", date(2026, 6, 1), **k),
    "drop_board_date": lambda w, a, s, k: w.drop_board_date(a, s.board.id, "Half term", **k),
    "close_document": lambda w, a, s, k: w.close_document(a, s.to_close.id, "Time is up.", **k),
    "sign_off": lambda w, a, s, k: w.sign_off(a, s.closed.id, **k),
    "commit": lambda w, a, s, k: w.commit(
        a, s.closed.id, "Train", s.people["Ivy"].organisation_id, "Ivy", date(2026, 9, 1), **k
    ),
    "update_commitment": lambda w, a, s, k: w.update_commitment(
        a, s.commitment.id, Progress.DONE, "Trained.", **k
    ),
    "add_source": lambda w, a, s, k: w.add_source(
        a, SourceKind.SURVEY, "Survey", date(2026, 1, 5), **k
    ),
    "add_finding": lambda w, a, s, k: w.add_finding(a, s.source.id, "Trust is low.", "Trust", **k),
    "record_consent": lambda w, a, s, k: w.record_consent(a, s.source.id, "Ann", Consent.NONE, **k),
    "land": lambda w, a, s, k: w.land(a, s.finding.id, s.vision.draft.id, 2, 5, **k),
    "land_while_writing": lambda w, a, s, k: w.land_while_writing(
        a, s.vision.id, "By 2031.", "", None, s.finding.id, 0, 2, **k
    ),
    "undo_landing": lambda w, a, s, k: w.undo_landing(a, s.landing.id, **k),
    "set_aside": lambda w, a, s, k: w.set_aside(a, s.finding.id, "Nobody can promise it.", **k),
    "settle_dilemma": lambda w, a, s, k: w.settle_dilemma(
        a, s.dilemma.id, s.vision.draft.id, 2, 5, "It says so.", **k
    ),
    "write_summary": lambda w, a, s, k: w.write_summary(a, s.source.id, "34 people came.", **k),
    "circulate_summary": lambda w, a, s, k: w.circulate_summary(a, s.source.id, **k),
    "restore": lambda w, a, s, k: w.restore(a, {Process: [OLD]}, **k),
    "write_letters": lambda w, a, s, k: w.write_letters(
        a, Sort.REMINDER, [s.people["Ivy"].id], s.round.id, **k
    ),
    "take_letter": lambda w, a, s, k: w.take_letter(a, s.letter.id, **k),
    "letter_went": lambda w, a, s, k: w.letter_went(a, s.letter.id, True, **k),
    "letter_failed": lambda w, a, s, k: w.letter_failed(a, s.refused.id, "Nobody there", True, **k),
    "send_again": lambda w, a, s, k: w.send_again(a, s.refused.id, **k),
    "withdraw_letter": lambda w, a, s, k: w.withdraw_letter(a, s.letter.id, "Told by phone", **k),
    "choose_reminders": lambda w, a, s, k: w.choose_reminders(a, a.id, False, **k),
    "choose_reminders of others": lambda w, a, s, k: w.choose_reminders(
        a, s.people["Ivy"].id, False, **k
    ),
    "import_survey": lambda w, a, s, k: w.import_survey(a, "Survey", date(2026, 1, 5), TALLY, **k),
    "undo_import": lambda w, a, s, k: w.undo_import(a, s.imported.imported.id, **k),
    "import_ratings": lambda w, a, s, k: w.import_ratings(
        a, s.vision.draft.id, [BroughtRating(s.people["Ivy"].email, Score.SUPPORT)], **k
    ),
    "import_comments": lambda w, a, s, k: w.import_comments(
        a, s.vision.draft.id, [BroughtComment(s.people["Ivy"].email, "By when?")], **k
    ),
    "import_people": lambda w, a, s, k: w.import_people(a, [NEWCOMER], **k),
    "import_drafts": lambda w, a, s, k: w.import_drafts(
        a, Kind.MISSION, "Old one", [("One.", "")], **k
    ),
    "import_conversation": lambda w, a, s, k: w.import_conversation(a, HELD, **k),
}

# With the act that lets a role do it, as the matrix of access says.
VERBS = {name: (access.VERBS[name], do) for name, do in DEEDS.items()}
