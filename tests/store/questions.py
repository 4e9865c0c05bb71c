"""Every question that can be asked, on a vision in its first round."""

from collections.abc import Callable
from dataclasses import dataclass

from cast import People, Text

from drafting.domain.comments import Comment
from drafting.domain.documents import Dilemma
from drafting.domain.letters.facts import Letter
from drafting.domain.people import Act, Reader
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

# Every question: the act that lets a role ask it, and how it is asked.
QUESTIONS: dict[str, tuple[Act, Ask]] = {
    "sectors": (Act.READ_DRAFTS, lambda a, r, s: a.sectors()),
    "sizes": (Act.READ_DRAFTS, lambda a, r, s: a.sizes()),
    "organisations": (Act.READ_PEOPLE, lambda a, r, s: a.organisations()),
    "stakeholders": (Act.READ_PEOPLE, lambda a, r, s: a.stakeholders()),
    "stakeholder": (Act.READ_DRAFTS, lambda a, r, s: a.stakeholder(r.id)),
    "stakeholder, another": (
        Act.READ_PEOPLE,
        lambda a, r, s: a.stakeholder(s.people["Ivy"].id),
    ),
    "stakeholder_by_email": (
        Act.READ_PEOPLE,
        lambda a, r, s: a.stakeholder_by_email(s.people["Ivy"].email),
    ),
    "password": (Act.READ_DRAFTS, lambda a, r, s: a.password(r.id)),
    "password, another's": (Act.MANAGE_PEOPLE, lambda a, r, s: a.password(s.people["Ivy"].id)),
    "forgotten": (Act.READ_PEOPLE, lambda a, r, s: a.forgotten()),
    "known_as": (Act.READ_PEOPLE, lambda a, r, s: a.known_as(s.people["Ivy"].id)),
    "retention": (Act.READ_DRAFTS, lambda a, r, s: a.retention()),
    "documents": (Act.READ_DRAFTS, lambda a, r, s: a.documents()),
    "document": (Act.READ_DRAFTS, lambda a, r, s: a.document(s.vision.id)),
    "drafts": (Act.READ_DRAFTS, lambda a, r, s: a.drafts(s.vision.id)),
    "draft": (Act.READ_DRAFTS, lambda a, r, s: a.draft(s.vision.draft.id)),
    "latest_drafts": (Act.READ_DRAFTS, lambda a, r, s: a.latest_drafts()),
    "drafts_by_id": (Act.READ_DRAFTS, lambda a, r, s: a.drafts_by_id()),
    "working_text": (Act.READ_WORKING_TEXT, lambda a, r, s: a.working_text(s.vision.id)),
    "last_read": (Act.READ_DRAFTS, lambda a, r, s: a.last_read(s.vision.id)),
    "dilemmas": (Act.READ_DRAFTS, lambda a, r, s: a.dilemmas()),
    "options": (Act.READ_DRAFTS, lambda a, r, s: a.options(s.dilemma.id)),
    "rounds": (Act.READ_DRAFTS, lambda a, r, s: a.rounds()),
    "rounds_asking": (Act.READ_DRAFTS, lambda a, r, s: a.rounds_asking(s.vision.draft.id)),
    "round_drafts": (Act.READ_DRAFTS, lambda a, r, s: a.round_drafts(s.round.id)),
    "invited": (Act.READ_DRAFTS, lambda a, r, s: a.invited(s.round.id)),
    "answered": (Act.READ_PEOPLE, lambda a, r, s: a.answered(s.round.id)),
    "coverage": (Act.READ_PROGRESS, lambda a, r, s: a.coverage(s.round.id)),
    "my_ratings": (Act.READ_DRAFTS, lambda a, r, s: a.my_ratings(s.round.id)),
    "my_last_rating": (Act.READ_DRAFTS, lambda a, r, s: a.my_last_rating(s.vision.id)),
    "my_objections": (Act.READ_DRAFTS, lambda a, r, s: a.my_objections(s.rating.id)),
    "sight": (Act.READ_DRAFTS, lambda a, r, s: a.sight(s.round.id)),
    "so_far": (Act.READ_DRAFTS, lambda a, r, s: a.so_far(s.round.id)),
    "positions": (Act.READ_PROGRESS, lambda a, r, s: a.positions(s.round.id)),
    "positions_by_size": (
        Act.READ_PROGRESS,
        lambda a, r, s: a.positions_by_size(s.round.id),
    ),
    "smallest_groups": (Act.READ_DRAFTS, lambda a, r, s: a.smallest_groups()),
    "forecasts": (Act.READ_PROGRESS, lambda a, r, s: a.forecasts()),
    "track_record": (Act.READ_PROGRESS, lambda a, r, s: a.track_record()),
    "standings": (Act.READ_PROGRESS, lambda a, r, s: a.standings()),
    "comparison": (Act.READ_PROGRESS, lambda a, r, s: a.comparison(s.dilemma.id)),
    "comments": (Act.READ_COMMENTS, lambda a, r, s: a.comments(s.vision.id)),
    "objections": (Act.READ_COMMENTS, lambda a, r, s: a.objections(s.vision.id)),
    "proposals": (Act.READ_COMMENTS, lambda a, r, s: a.proposals(s.vision.id)),
    "outcomes": (Act.DISPOSE, lambda a, r, s: a.outcomes()),
    "settle_by": (Act.READ_COMMENTS, lambda a, r, s: a.settle_by(s.vision.draft.id)),
    "document_of": (Act.READ_COMMENTS, lambda a, r, s: a.document_of(s.comment.id)),
    "words_changed": (Act.READ_COMMENTS, lambda a, r, s: a.words_changed()),
    "promised_words": (Act.DISPOSE, lambda a, r, s: a.promised_words(s.vision.id)),
    "ties": (Act.READ_COMMENTS, lambda a, r, s: a.ties()),
    "open_remarks": (Act.DISPOSE, lambda a, r, s: a.open_remarks()),
    "process": (Act.READ_DRAFTS, lambda a, r, s: a.process()),
    "rules": (Act.READ_DRAFTS, lambda a, r, s: a.rules()),
    "rule": (Act.READ_DRAFTS, lambda a, r, s: a.rule()),
    "milestones": (Act.READ_PROGRESS, lambda a, r, s: a.milestones()),
    "pace": (Act.READ_PROGRESS, lambda a, r, s: a.pace()),
    "board_dates": (Act.READ_PROGRESS, lambda a, r, s: a.board_dates()),
    "dropped_board_dates": (Act.READ_PROGRESS, lambda a, r, s: a.dropped_board_dates()),
    "imports": (Act.MANAGE_PROCESS, lambda a, r, s: a.imports()),
    "import_rows": (Act.MANAGE_PROCESS, lambda a, r, s: a.import_rows("none")),
    "import_rounds": (Act.MANAGE_PROCESS, lambda a, r, s: a.import_rounds("none")),
    "expected": (Act.RUN_ROUNDS, lambda a, r, s: a.expected(s.vision.draft.id)),
    "survey": (Act.READ_COMMENTS, lambda a, r, s: a.survey("none")),
    "survey_sizes": (Act.READ_COMMENTS, lambda a, r, s: a.survey_sizes()),
    "hearings": (Act.READ_COMMENTS, lambda a, r, s: a.hearings()),
    "landings": (Act.READ_COMMENTS, lambda a, r, s: a.landings()),
    "grounds": (Act.READ_COMMENTS, lambda a, r, s: a.grounds(s.vision.id)),
    "whereabouts": (Act.READ_COMMENTS, lambda a, r, s: a.whereabouts()),
    "summaries": (Act.READ_DRAFTS, lambda a, r, s: a.summaries()),
    "settled": (Act.READ_DRAFTS, lambda a, r, s: a.settled()),
    "text_written": (Act.READ_WORKING_TEXT, lambda a, r, s: a.text_written(s.vision.draft.id)),
    "closings": (Act.READ_DRAFTS, lambda a, r, s: a.closings()),
    "closed_text": (Act.READ_PROGRESS, lambda a, r, s: a.closed_text(s.closed)),
    "signed": (Act.READ_DRAFTS, lambda a, r, s: a.signed("nothing")),
    "commitments": (Act.READ_PROGRESS, lambda a, r, s: a.commitments()),
    "organisations_asked": (Act.MANAGE_PROCESS, lambda a, r, s: a.organisations_asked()),
    "sources": (Act.READ_COMMENTS, lambda a, r, s: a.sources()),
    "findings": (Act.READ_COMMENTS, lambda a, r, s: a.findings()),
    "letters": (Act.READ_PEOPLE, lambda a, r, s: a.letters()),
    "letter": (Act.READ_PEOPLE, lambda a, r, s: a.letter(s.letter.id)),
    "with_password": (Act.READ_PEOPLE, lambda a, r, s: a.with_password()),
    "reminders_stopped": (Act.READ_PEOPLE, lambda a, r, s: a.reminders_stopped()),
    "my_reminders": (Act.READ_DRAFTS, lambda a, r, s: a.my_reminders()),
    "round_letter, another's": (
        Act.READ_PEOPLE,
        lambda a, r, s: a.round_letter(s.people["Ivy"].id, s.round.id),
    ),
}
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
