"""Every question that can be asked, on a vision in its first round."""

from collections.abc import Callable
from dataclasses import dataclass

from cast import People, Text

from drafting.domain import access
from drafting.domain.comments import Comment
from drafting.domain.documents import Dilemma
from drafting.domain.letters.facts import Letter
from drafting.domain.people import Reader
from drafting.domain.ratings import Objecting, Rating
from drafting.domain.rounds import RoundNow
from drafting.store.archive import Archive

WHY = Objecting("We farm no data without consent.", "Vague", "Say whose")


@dataclass(frozen=True)
class Stage:
    """A vision in its first round, rated once and commented on once."""

    people: People
    vision: Text
    round: RoundNow
    dilemma: Dilemma
    comment: Comment
    rating: Rating
    letter: Letter
    closed: str = ""


Ask = Callable[[Archive, Reader, Stage], object]

# Every question: how it is asked.
ASKED: dict[str, Ask] = {
    "sectors": lambda a, r, s: a.sectors(),
    "sizes": lambda a, r, s: a.sizes(),
    "organisations": lambda a, r, s: a.organisations(),
    "stakeholders": lambda a, r, s: a.stakeholders(),
    "stakeholder": lambda a, r, s: a.stakeholder(r.id),
    "stakeholder, another": lambda a, r, s: a.stakeholder(s.people["Ivy"].id),
    "stakeholder_by_email": lambda a, r, s: a.stakeholder_by_email(s.people["Ivy"].email),
    "password": lambda a, r, s: a.password(r.id),
    "password, another's": lambda a, r, s: a.password(s.people["Ivy"].id),
    "forgotten": lambda a, r, s: a.forgotten(),
    "known_as": lambda a, r, s: a.known_as(s.people["Ivy"].id),
    "retention": lambda a, r, s: a.retention(),
    "documents": lambda a, r, s: a.documents(),
    "document": lambda a, r, s: a.document(s.vision.id),
    "drafts": lambda a, r, s: a.drafts(s.vision.id),
    "draft": lambda a, r, s: a.draft(s.vision.draft.id),
    "latest_drafts": lambda a, r, s: a.latest_drafts(),
    "drafts_by_id": lambda a, r, s: a.drafts_by_id(),
    "working_text": lambda a, r, s: a.working_text(s.vision.id),
    "last_read": lambda a, r, s: a.last_read(s.vision.id),
    "dilemmas": lambda a, r, s: a.dilemmas(),
    "options": lambda a, r, s: a.options(s.dilemma.id),
    "rounds": lambda a, r, s: a.rounds(),
    "rounds_asking": lambda a, r, s: a.rounds_asking(s.vision.draft.id),
    "round_drafts": lambda a, r, s: a.round_drafts(s.round.id),
    "invited": lambda a, r, s: a.invited(s.round.id),
    "answered": lambda a, r, s: a.answered(s.round.id),
    "coverage": lambda a, r, s: a.coverage(s.round.id),
    "my_ratings": lambda a, r, s: a.my_ratings(s.round.id),
    "my_last_rating": lambda a, r, s: a.my_last_rating(s.vision.id),
    "my_objections": lambda a, r, s: a.my_objections(s.rating.id),
    "sight": lambda a, r, s: a.sight(s.round.id),
    "so_far": lambda a, r, s: a.so_far(s.round.id),
    "positions": lambda a, r, s: a.positions(s.round.id),
    "positions_by_size": lambda a, r, s: a.positions_by_size(s.round.id),
    "smallest_groups": lambda a, r, s: a.smallest_groups(),
    "forecasts": lambda a, r, s: a.forecasts(),
    "track_record": lambda a, r, s: a.track_record(),
    "standings": lambda a, r, s: a.standings(),
    "comparison": lambda a, r, s: a.comparison(s.dilemma.id),
    "comments": lambda a, r, s: a.comments(s.vision.id),
    "objections": lambda a, r, s: a.objections(s.vision.id),
    "proposals": lambda a, r, s: a.proposals(s.vision.id),
    "outcomes": lambda a, r, s: a.outcomes(),
    "settle_by": lambda a, r, s: a.settle_by(s.vision.draft.id),
    "document_of": lambda a, r, s: a.document_of(s.comment.id),
    "words_changed": lambda a, r, s: a.words_changed(),
    "promised_words": lambda a, r, s: a.promised_words(s.vision.id),
    "ties": lambda a, r, s: a.ties(),
    "open_remarks": lambda a, r, s: a.open_remarks(),
    "process": lambda a, r, s: a.process(),
    "rules": lambda a, r, s: a.rules(),
    "rule": lambda a, r, s: a.rule(),
    "milestones": lambda a, r, s: a.milestones(),
    "pace": lambda a, r, s: a.pace(),
    "board_dates": lambda a, r, s: a.board_dates(),
    "dropped_board_dates": lambda a, r, s: a.dropped_board_dates(),
    "imports": lambda a, r, s: a.imports(),
    "import_rows": lambda a, r, s: a.import_rows("none"),
    "import_rounds": lambda a, r, s: a.import_rounds("none"),
    "expected": lambda a, r, s: a.expected(s.vision.draft.id),
    "survey": lambda a, r, s: a.survey("none"),
    "survey_sizes": lambda a, r, s: a.survey_sizes(),
    "hearings": lambda a, r, s: a.hearings(),
    "landings": lambda a, r, s: a.landings(),
    "grounds": lambda a, r, s: a.grounds(s.vision.id),
    "whereabouts": lambda a, r, s: a.whereabouts(),
    "summaries": lambda a, r, s: a.summaries(),
    "settled": lambda a, r, s: a.settled(),
    "text_written": lambda a, r, s: a.text_written(s.vision.draft.id),
    "closings": lambda a, r, s: a.closings(),
    "closed_text": lambda a, r, s: a.closed_text(s.closed),
    "signed": lambda a, r, s: a.signed("nothing"),
    "commitments": lambda a, r, s: a.commitments(),
    "organisations_asked": lambda a, r, s: a.organisations_asked(),
    "sources": lambda a, r, s: a.sources(),
    "findings": lambda a, r, s: a.findings(),
    "letters": lambda a, r, s: a.letters(),
    "letter": lambda a, r, s: a.letter(s.letter.id),
    "with_password": lambda a, r, s: a.with_password(),
    "reminders_stopped": lambda a, r, s: a.reminders_stopped(),
    "my_reminders": lambda a, r, s: a.my_reminders(),
    "round_letter": lambda a, r, s: a.round_letter(r.id, s.round.id),
    "round_letter, another's": lambda a, r, s: a.round_letter(s.people["Ivy"].id, s.round.id),
}

# With the act that lets a role do it, as the matrix of access says.
QUESTIONS = {name: (access.QUESTIONS[name], ask) for name, ask in ASKED.items()}
PROGRESS = {"coverage", "positions", "positions_by_size", "standings", "comparison"}
PROGRESS |= {"milestones"}
PROGRESS |= {"forecasts", "track_record", "pace", "board_dates", "dropped_board_dates"}
PROGRESS |= {"closed_text", "commitments"}
SAID = {"comments", "objections", "proposals", "settle_by", "sources", "findings"}
SAID |= {"survey", "survey_sizes", "hearings", "landings", "grounds", "whereabouts"}
SAID |= {"document_of", "words_changed", "ties"}
REGISTER = {
    "organisations_asked",
    "imports",
    "import_rows",
    "import_rounds",
    "expected",
    "organisations",
    "stakeholders",
    "stakeholder, another",
    "stakeholder_by_email",
    "password, another's",
    "answered",
    "letters",
    "letter",
    "with_password",
    "reminders_stopped",
    "forgotten",
    "known_as",
    "round_letter, another's",
}
HELPING = {"working_text", "text_written", "open_remarks", "promised_words", "outcomes"}
