"""Which of a dilemma's options leads, by how much, and who cannot live with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.listing import listed
from drafting.domain.measures.thresholds import SLACK, reaches
from drafting.domain.positions import Position, together
from drafting.domain.sector_states import support, tells_persons, voice_weights

TIE_RULE = (
    "The option with most support, counted as the agreement rule says, leads. Two are level where "
    "their support differs by less than one person’s answer can weigh. Of those level the one that "
    "fewer people cannot live with comes first, then the one with fewer serious reservations. If "
    "that is the same, too, it is a tie: the chair decides, with a reason."
)


class LedBy(Enum):
    """What put the first option before the others."""

    NOT_SHOWN = auto()
    NOT_TOLD = auto()
    NOBODY_HEARD = auto()
    ALONE = auto()
    BY_SUPPORT = auto()
    BY_BLOCKS = auto()
    BY_RESERVATIONS = auto()
    TIE = auto()


@dataclass(frozen=True, slots=True)
class OptionHeard:
    """What was heard on one option: its draft and, in words, the draft and the round.

    `support` is a share from 0 to 1 under the rule's weights; None is undefined or not shown.
    """

    draft_id: str
    title: str
    stage: str
    positions: tuple[Position, ...]
    support: float | None = None

    @property
    def everyone(self) -> Position:
        """Add the sectors up."""
        return together(self.positions)

    @property
    def against(self) -> tuple[int, int]:
        """Count those who cannot live with it, and those with serious reservations."""
        counts = self.everyone.counts
        return counts[0], counts[1]

    @property
    def blocking(self) -> list[Position]:
        """Return the sectors in which somebody cannot live with it."""
        return [one for one in self.positions if one.counts[0]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The options, the first one leading; `level` of them are level on support at the front."""

    led_by: LedBy
    options: tuple[OptionHeard, ...]
    level: int = 0

    @property
    def words(self) -> str:
        """Say which option leads, by how much, and whether people cannot live with it."""
        return _words(self)

    @property
    def blocks(self) -> str:
        """Say who cannot live with which option, by sector, as far as it is shown."""
        seen = [one for one in self.options if one.everyone.heard]
        told = [f"“{one.title}”: {_where(one)}." for one in seen if one.blocking]
        free = [one for one in seen if not one.blocking]
        if free:
            told.append(f"{_names(free)}: nobody.")
        return f"Who cannot live with it. {' '.join(told)}" if told else ""


def compare_options(rule: AgreementRule, options: Sequence[OptionHeard]) -> Comparison:
    """Put options in their order by TIE_RULE; those on which nobody was heard come last."""
    measured = [replace(one, support=support(one.positions, rule.weights)) for one in options]
    silent = sorted((one for one in measured if one.support is None), key=lambda one: one.title)
    rest = sorted(
        (one for one in measured if one.support is not None),
        key=lambda one: (-(one.support or 0.0), one.title),
    )
    if not rest:
        return Comparison(LedBy.NOBODY_HEARD, tuple(silent))
    front = _level_with(rule, rest[0], rest)
    led_by = LedBy.ALONE if len(rest) == 1 else _led_by(front)
    ordered: list[OptionHeard] = []
    while rest:
        level = _level_with(rule, rest[0], rest)
        ordered += sorted(level, key=lambda one: one.against)
        rest = [one for one in rest if one not in level]
    return Comparison(led_by, (*ordered, *silent), len(front))


def kept_to(
    told: Comparison,
    shown: Mapping[str, tuple[Position, ...]],
    spans: Mapping[str, tuple[float, float]],
    weights: Weights,
) -> Comparison:
    """Return the same order with no more figures than are `shown`, by draft.

    Support loses its figure where a sector is not shown alone, or it would tell single people;
    `spans` are the least and the most that it can be by the figures shown. The order is told where
    it follows from them, and where of every option something is shown.
    """
    options = tuple(_kept_to(one, shown[one.draft_id], weights) for one in told.options)
    if not all(one.positions for one in options):
        return Comparison(LedBy.NOT_SHOWN, tuple(sorted(options, key=lambda one: one.title)))
    pairs = [
        (one, other)
        for place, one in enumerate(told.options)
        for other in told.options[place + 1 :]
        if one.draft_id in spans and other.draft_id in spans
    ]
    if all(_follows(one, other, spans, weights) for one, other in pairs):
        return replace(told, options=options)
    return Comparison(LedBy.NOT_TOLD, tuple(sorted(options, key=lambda one: one.title)))


def _follows(
    one: OptionHeard,
    other: OptionHeard,
    spans: Mapping[str, tuple[float, float]],
    weights: Weights,
) -> bool:
    """Tell whether it follows which of two has more support, and that they are not level."""
    (low, high), (lowest, highest) = spans[one.draft_id], spans[other.draft_id]
    if high - low < SLACK and highest - lowest < SLACK:
        return True
    one_person = max(weight_of_one(each.positions, weights) for each in (one, other))
    return reaches(max(low - highest, lowest - high), one_person)


def _kept_to(one: OptionHeard, positions: tuple[Position, ...], weights: Weights) -> OptionHeard:
    names = {each.sector for each in positions}
    hidden = tells_persons(weights) or any(each.sector not in names for each in one.positions)
    return replace(one, positions=positions, support=None if hidden else one.support)


def weight_of_one(positions: Sequence[Position], weights: Weights) -> float:
    """Return by how much of support, 0 to 1, one person can turn it at most.

    With organisations equal that is somebody who speaks alone for one.
    """
    heard = [one for one in positions if one.heard]
    if not heard:
        return 0.0
    if weights is Weights.ORGANISATIONS:
        return 1 / sum(one.voices[0] for one in heard)
    voices = voice_weights(heard, weights)
    return max(voice / sum(voices) / one.heard for voice, one in zip(voices, heard, strict=True))


def _level_with(
    rule: AgreementRule, best: OptionHeard, rest: Sequence[OptionHeard]
) -> list[OptionHeard]:
    return [one for one in rest if one is best or _level(rule, best, one)]


def _level(rule: AgreementRule, best: OptionHeard, other: OptionHeard) -> bool:
    one_person = max(weight_of_one(each.positions, rule.weights) for each in (best, other))
    return not reaches((best.support or 0.0) - (other.support or 0.0), one_person)


def _led_by(front: Sequence[OptionHeard]) -> LedBy:
    if len(front) == 1:
        return LedBy.BY_SUPPORT
    first, second = sorted(one.against for one in front)[:2]
    if first == second:
        return LedBy.TIE
    return LedBy.BY_BLOCKS if first[0] < second[0] else LedBy.BY_RESERVATIONS


# In words


def _words(told: Comparison) -> str:
    if told.led_by is LedBy.NOT_SHOWN:
        return "Too few people were heard for figures, so no option is said to lead."
    if told.led_by is LedBy.NOT_TOLD:
        return (
            "Which option leads is not told to you: beside the figures shown it would tell what "
            "few people said. The chair knows."
        )
    if told.led_by is LedBy.NOBODY_HEARD:
        return "Nobody has been heard on these options yet."
    first = told.options[0]
    if told.led_by is LedBy.ALONE:
        have = "" if first.support is None else f": {first.support:.0%} support"
        return (
            f"Only “{first.title}” has been heard on{have}, {_heard(first)}. "
            f"There is nothing to compare it with yet.{_blocked(first)}"
        )
    if told.led_by is LedBy.BY_SUPPORT:
        second = told.options[1]
        return f"“{first.title}” leads “{second.title}”{_margin(first, second)}{_blocked(first)}"
    return _level_words(told.led_by, told.options[: told.level])


def _level_words(led_by: LedBy, front: Sequence[OptionHeard]) -> str:
    near = f"{_names(front)} are level on support{_shares(front)}."
    first, second = front[:2]
    if led_by is LedBy.TIE:
        tied = [one for one in front if one.against == first.against]
        alike = "They are" if len(tied) == len(front) else f"{_names(tied)} are"
        return (
            f"{near} {alike} alike in how many cannot live with them and in serious reservations, "
            "too: a tie. The chair decides, with a reason."
        )
    reason, place = "fewer people cannot live with it", 0
    if led_by is LedBy.BY_RESERVATIONS:
        reason, place = "fewer people have serious reservations", 1
    figures = f"{first.against[place]}, against {second.against[place]} for “{second.title}”"
    rest = _blocked(first)
    return f"{near} “{first.title}” comes first: {reason}, {figures}.{rest}"


def _margin(first: OptionHeard, second: OptionHeard) -> str:
    if first.support is None or second.support is None:
        return " in support. By how much is not shown to you: it would tell what few people said."
    high, low, digits = _told_apart(first.support, second.support)
    points = f"{high - low:.{digits}f}"
    return (
        f" by {points} {'point' if points == '1' else 'points'} of support, {high:.{digits}f}% to "
        f"{low:.{digits}f}%, {_both_heard(first, second)}."
    )


def _told_apart(first: float, second: float) -> tuple[float, float, int]:
    """Round two shares to as many digits as keep their difference true."""
    for digits in (0, 1):
        high, low = round(first * 100, digits), round(second * 100, digits)
        if high > low and round((first - second) * 100, digits) == round(high - low, digits):
            return high, low, digits
    return round(first * 100, 2), round(second * 100, 2), 2


def _shares(options: Sequence[OptionHeard]) -> str:
    shares = [one.support for one in options if one.support is not None]
    if len(shares) < len(options):
        return ""
    return f" ({listed([f'{one:.1%}'.replace('.0%', '%') for one in shares])})"


def _both_heard(first: OptionHeard, second: OptionHeard) -> str:
    if _heard(first) == _heard(second):
        return _heard(first)
    return f"{_heard(first)} on “{first.title}” and {_heard(second)} on “{second.title}”"


def _heard(one: OptionHeard) -> str:
    return f"{one.everyone.heard} of {one.everyone.invited} heard"


def _blocked(first: OptionHeard) -> str:
    many = first.against[0]
    if not many:
        return ""
    return f" But {many} {'person' if many == 1 else 'people'} cannot live with “{first.title}”."


def _where(one: OptionHeard) -> str:
    many = one.against[0]
    sectors = "; ".join(f"{each.sector} {each.counts[0]} of {each.heard}" for each in one.blocking)
    return f"{many} {'person' if many == 1 else 'people'} ({sectors} heard)"


def _names(options: Sequence[OptionHeard]) -> str:
    return listed([f"“{one.title}”" for one in options])
