"""Every verb that can be done, on a process in full swing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from cast import People, Text

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
from drafting.domain.people import Act, Reader, Role
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

# Every verb: the act that lets a role do it, and how it is done.
VERBS: dict[str, tuple[Act, Do]] = {
    "name_sector": (Act.MANAGE_PEOPLE, lambda w, a, s, k: w.name_sector(a, "Charities", **k)),
    "register": (
        Act.MANAGE_PEOPLE,
        lambda w, a, s, k: w.register(a, *NEWCOMER, **k),
    ),
    "give_role": (
        Act.MANAGE_PEOPLE,
        lambda w, a, s, k: w.give_role(a, s.people["Ben"].id, Role.OBSERVER, **k),
    ),
    "set_password": (Act.READ_DRAFTS, lambda w, a, s, k: w.set_password(a, a.id, "hashed", **k)),
    "set_password of others": (
        Act.MANAGE_PEOPLE,
        lambda w, a, s, k: w.set_password(a, s.people["Ivy"].id, "hashed", **k),
    ),
    "forget": (Act.MANAGE_PEOPLE, lambda w, a, s, k: w.forget(a, s.people["Ben"].id, **k)),
    "keep_until": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.keep_until(a, date(2029, 1, 1), "As promised", **k),
    ),
    "begin_dilemma": (
        Act.PUBLISH,
        lambda w, a, s, k: w.begin_dilemma(a, "Speed", "How fast?", **k),
    ),
    "begin_document": (
        Act.PUBLISH,
        lambda w, a, s, k: w.begin_document(a, Kind.MISSION, "Earlier diagnosis", **k),
    ),
    "save_working_text": (
        Act.WRITE,
        lambda w, a, s, k: w.save_working_text(a, s.vision.id, "By 2031 ...", **k),
    ),
    "publish": (Act.PUBLISH, lambda w, a, s, k: w.publish(a, s.vision.id, "By 2031 ...", **k)),
    "mark_read": (Act.READ_DRAFTS, lambda w, a, s, k: w.mark_read(a, s.vision.draft.id, **k)),
    "comment": (Act.COMMENT, lambda w, a, s, k: w.comment(a, s.vision.draft.id, "Why?", **k)),
    "suggest": (
        Act.COMMENT,
        lambda w, a, s, k: w.suggest(a, s.vision.draft.id, 2, 5, "A", "It is shorter.", **k),
    ),
    "hand_in": (
        Act.COMMENT,
        lambda w, a, s, k: w.hand_in(
            a, s.vision.draft.id, HandIn((Wording(2, 5, "A"),), (("", "Why?"),)), "So.", **k
        ),
    ),
    "reply": (Act.REPLY, lambda w, a, s, k: w.reply(a, s.comment.id, "Because.", **k)),
    "dispose": (
        Act.DISPOSE,
        lambda w, a, s, k: w.dispose(a, s.comment.id, Decision.PARKED, "Later.", **k),
    ),
    "dispose_together": (
        Act.DISPOSE,
        lambda w, a, s, k: w.dispose_together(a, [s.comment.id], Decision.PARKED, "Later.", **k),
    ),
    "tie": (Act.SETTLE, lambda w, a, s, k: w.tie(a, "objection", "suggestion", **k)),
    "ask_tie": (Act.DISPOSE, lambda w, a, s, k: w.ask_tie(a, "objection", "suggestion", **k)),
    "settle": (Act.SETTLE, lambda w, a, s, k: w.settle(a, s.comment.id, Word.SETTLED, **k)),
    "ask_settled_by": (
        Act.PUBLISH,
        lambda w, a, s, k: w.ask_settled_by(a, s.vision.draft.id, date(2026, 5, 1), **k),
    ),
    "open_round": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.open_round(
            a, "Round 2", [s.vision.draft.id], s.round.closes_at, LATER, **k
        ),
    ),
    "extend_round": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.extend_round(a, s.round.id, LATER, "Half term", **k),
    ),
    "close_round": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.close_round(a, s.round.id, "All have answered", **k),
    ),
    "rate": (Act.RATE, lambda w, a, s, k: w.rate(a, s.vision.draft.id, Score.SUPPORT, **k)),
    "begin_process": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.begin_process(a, "HealthTech", date(2026, 12, 31), **k),
    ),
    "fix_rule": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.fix_rule(a, 0.8, 0.6, 0.5, Weights.PEOPLE, **k),
    ),
    "raise_smallest_group": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.raise_smallest_group(a, 8, "Few answer", **k),
    ),
    "tell_forecasts": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.tell_forecasts(a, 2, np.random.default_rng(1), **k),
    ),
    "promise": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.promise(a, "Missions", date(2026, 6, 1), **k),
    ),
    "move_milestone": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.move_milestone(a, s.milestone.id, date(2026, 7, 1), "Ill", **k),
    ),
    "reach_milestone": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.reach_milestone(a, s.milestone.id, date(2026, 3, 1), **k),
    ),
    "set_pace": (Act.MANAGE_PROCESS, lambda w, a, s, k: w.set_pace(a, 3, 1, 5, 2, **k)),
    "add_board_date": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.add_board_date(a, "Board", date(2026, 6, 1), **k),
    ),
    "drop_board_date": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.drop_board_date(a, s.board.id, "Half term", **k),
    ),
    "close_document": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.close_document(a, s.to_close.id, "Time is up.", **k),
    ),
    "sign_off": (Act.SIGN_OFF, lambda w, a, s, k: w.sign_off(a, s.closed.id, **k)),
    "commit": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.commit(
            a, s.closed.id, "Train", s.people["Ivy"].organisation_id, "Ivy", date(2026, 9, 1), **k
        ),
    ),
    "update_commitment": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.update_commitment(a, s.commitment.id, Progress.DONE, "Trained.", **k),
    ),
    "add_source": (
        Act.DISPOSE,
        lambda w, a, s, k: w.add_source(a, SourceKind.SURVEY, "Survey", date(2026, 1, 5), **k),
    ),
    "add_finding": (
        Act.DISPOSE,
        lambda w, a, s, k: w.add_finding(a, s.source.id, "Trust is low.", "Trust", **k),
    ),
    "record_consent": (
        Act.DISPOSE,
        lambda w, a, s, k: w.record_consent(a, s.source.id, "Ann", Consent.NONE, **k),
    ),
    "land": (Act.WRITE, lambda w, a, s, k: w.land(a, s.finding.id, s.vision.draft.id, 2, 5, **k)),
    "land_while_writing": (
        Act.WRITE,
        lambda w, a, s, k: w.land_while_writing(
            a, s.vision.id, "By 2031.", "", None, s.finding.id, 0, 2, **k
        ),
    ),
    "undo_landing": (Act.WRITE, lambda w, a, s, k: w.undo_landing(a, s.landing.id, **k)),
    "set_aside": (
        Act.DISPOSE,
        lambda w, a, s, k: w.set_aside(a, s.finding.id, "Nobody can promise it.", **k),
    ),
    "settle_dilemma": (
        Act.PUBLISH,
        lambda w, a, s, k: w.settle_dilemma(
            a, s.dilemma.id, s.vision.draft.id, 2, 5, "It says so.", **k
        ),
    ),
    "write_summary": (
        Act.WRITE,
        lambda w, a, s, k: w.write_summary(a, s.source.id, "34 people came.", **k),
    ),
    "circulate_summary": (
        Act.PUBLISH,
        lambda w, a, s, k: w.circulate_summary(a, s.source.id, **k),
    ),
    "restore": (Act.MANAGE_PROCESS, lambda w, a, s, k: w.restore(a, {Process: [OLD]}, **k)),
    "write_letters": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.write_letters(a, Sort.REMINDER, [s.people["Ivy"].id], s.round.id, **k),
    ),
    "take_letter": (Act.RUN_ROUNDS, lambda w, a, s, k: w.take_letter(a, s.letter.id, **k)),
    "letter_went": (Act.RUN_ROUNDS, lambda w, a, s, k: w.letter_went(a, s.letter.id, True, **k)),
    "letter_failed": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.letter_failed(a, s.refused.id, "Nobody there", True, **k),
    ),
    "send_again": (Act.RUN_ROUNDS, lambda w, a, s, k: w.send_again(a, s.refused.id, **k)),
    "withdraw_letter": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.withdraw_letter(a, s.letter.id, "Told by phone", **k),
    ),
    "choose_reminders": (
        Act.READ_DRAFTS,
        lambda w, a, s, k: w.choose_reminders(a, a.id, False, **k),
    ),
    "choose_reminders of others": (
        Act.MANAGE_PEOPLE,
        lambda w, a, s, k: w.choose_reminders(a, s.people["Ivy"].id, False, **k),
    ),
    "import_survey": (
        Act.DISPOSE,
        lambda w, a, s, k: w.import_survey(a, "Survey", date(2026, 1, 5), TALLY, **k),
    ),
    "undo_import": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.undo_import(a, s.imported.imported.id, **k),
    ),
    "import_ratings": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.import_ratings(
            a, s.vision.draft.id, [BroughtRating(s.people["Ivy"].email, Score.SUPPORT)], **k
        ),
    ),
    "import_comments": (
        Act.RUN_ROUNDS,
        lambda w, a, s, k: w.import_comments(
            a, s.vision.draft.id, [BroughtComment(s.people["Ivy"].email, "By when?")], **k
        ),
    ),
    "import_people": (Act.MANAGE_PEOPLE, lambda w, a, s, k: w.import_people(a, [NEWCOMER], **k)),
    "import_drafts": (
        Act.PUBLISH,
        lambda w, a, s, k: w.import_drafts(a, Kind.MISSION, "Old one", [("One.", "")], **k),
    ),
    "import_conversation": (
        Act.MANAGE_PROCESS,
        lambda w, a, s, k: w.import_conversation(a, HELD, **k),
    ),
}
