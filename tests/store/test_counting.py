"""What SQL counts of people's answers is what counting by hand gives."""

import random
from collections import Counter
from itertools import product

import pytest
from cast import SUNDAY_MORNING
from store.many_rounds import DAY, SECTORS, Watched, invited, told

from drafting.domain.comments import Decision, Disposition
from drafting.domain.drafts import Draft
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objection, Rating, Score
from drafting.domain.settlement import Settlement, Word, still_standing
from drafting.store.archive import Archive
from drafting.store.ledger import Ledger


def stands(rating: Rating, words: list[Word | None]) -> bool:
    if rating.score is Score.BLOCK:
        return set(words) != {Word.SETTLED}
    return rating.score is Score.RESERVATIONS and Word.NOT_SETTLED in words


@pytest.mark.parametrize("seed", range(4))
def test_objections_and_movements_are_those_that_one_counts_by_hand(
    watched: Watched, seed: int
) -> None:
    chance, people, rounds = random.Random(seed), 12, 4
    ratings: list[Rating] = []
    words: dict[str, list[Word | None]] = {}
    with watched.transaction():
        ledger = Ledger(watched)
        told(ledger, people, rounds)
        invited(ledger, people, rounds)
        for n in range(150):
            # In any order of time, also the same moment twice, and again in the same round.
            number, at = chance.randint(1, rounds), SUNDAY_MORNING + chance.randint(1, 40) * DAY / 8
            score = chance.choice([None, *Score, Score.BLOCK, Score.RESERVATIONS])
            draft = chance.choice(["vision-1", "mission-1"])
            who = f"p{chance.randrange(people)}"
            rating = Rating(f"rating {n}", f"r{number}", draft, who, score, at)
            ledger.add(rating)
            ratings.append(rating)
            words[rating.id] = []
            if score is not None and score.objects and chance.random() < 0.8:
                words[rating.id] = [_answered(ledger, rating, chance)]
        for document in ("vision", "mission"):
            ledger.add(Draft(f"{document}-2", document, 2, "New.", "", "", "house", at + 40 * DAY))
    places = {one.id: place for place, one in enumerate(ratings)}

    # What is settled is counted apart: after all rounds, and while each of them is open.
    for days in (90.0, *(number + 0.5 for number in range(1, rounds + 1))):
        now = SUNDAY_MORNING + days * DAY
        archive = Archive(watched, HOUSE, lambda now=now: now)  # type: ignore[misc]
        for document, number in product(("vision", "mission"), range(1, rounds + 1)):
            stances = archive._stances(f"r{number}").get(document, [])
            newest: dict[str, Rating] = {}
            for one in sorted(ratings, key=lambda one: (one.at, places[one.id])):
                if one.draft_id.startswith(document) and int(one.round_id[1:]) <= number:
                    newest[one.stakeholder_id] = one
            by_hand = sum(stands(one, words[one.id]) for one in newest.values())
            assert still_standing(stances, number) == by_hand
        assert _moves(archive) == _moves_by_hand(ratings, rounds)


def _answered(ledger: Ledger, rating: Rating, chance: random.Random) -> Word | None:
    """Object with a rating; return what its author says of the answer."""
    id_, who, later = f"objection {rating.id}", rating.stakeholder_id, rating.at + 50 * DAY
    ledger.add(Objection(id_, rating.id, rating.draft_id, who, "P", "Why", "What", rating.at))
    word = chance.choice([None, None, Word.SETTLED, Word.NOT_SETTLED])
    answer = f"answer to {id_}"
    if chance.random() < 0.9:
        ledger.add(Disposition(answer, id_, Decision.DECLINED, "No.", "house", rating.at))
    else:
        return None
    if word is not None:
        ledger.add(Settlement(f"word on {id_}", id_, answer, who, word, "Well.", later))
    return word


MOVES = ("both", "up", "down", "into", "out_of", "gone", "gone_objecting")


def _moves(archive: Archive) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for into in (one.id for one in archive.rounds()):
        for (round_id, draft_id), moves in archive._tally(into).movements.items():
            for one, kind in product(moves if round_id == into else (), MOVES):
                found[f"{round_id} {draft_id} {one.sector}", kind] += getattr(one, kind)
    return +found


def _moves_by_hand(ratings: list[Rating], rounds: int) -> Counter[tuple[str, str]]:
    words: dict[tuple[str, str, str], int | None] = {}
    for _, one in sorted(enumerate(ratings), key=lambda pair: (pair[1].at, pair[0])):
        words[one.round_id, one.draft_id, one.stakeholder_id] = one.score
    found: Counter[tuple[str, str]] = Counter()
    for (round_id, draft_id, who), old in words.items():
        number = int(round_id[1:]) + 1
        if old is None or number > rounds:
            continue
        new = words.get((f"r{number}", draft_id, who))
        where = f"r{number} {draft_id} Sector {int(who[1:]) % 7 % SECTORS}"
        if new is None:
            found[where, "gone"] += 1
            found[where, "gone_objecting"] += old < 3
            continue
        found[where, "both"] += 1
        found[where, "up"] += new > old
        found[where, "down"] += new < old
        found[where, "into"] += old < 4 <= new
        found[where, "out_of"] += new < 4 <= old
    return +found


def test_who_was_heard_when_is_told_over_more_than_sixty_rounds(watched: Watched) -> None:
    heard = {0: {1, 60, 61, 62, 125}, 1: {125}, 2: {1, 60, 61, 62, 125}, 3: set(range(1, 131))}
    with watched.transaction():
        ledger = Ledger(watched)
        told(ledger, 4, 130)
        invited(ledger, 4, 130)
        ledger.add_many(
            [
                Rating(f"{n} {r}", f"r{r}", "vision-1", f"p{n}", Score.SUPPORT, SUNDAY_MORNING)
                for n, rounds in heard.items()
                for r in rounds
            ]
        )
    archive = Archive(watched, HOUSE, lambda: SUNDAY_MORNING + 200 * DAY)

    folk = archive._tally("r130").folk["vision"]

    named = Counter({frozenset(f"r{r} vision-1" for r in rounds): 0 for rounds in heard.values()})
    for rounds in heard.values():
        named[frozenset(f"r{r} vision-1" for r in rounds)] += 1
    together: Counter[frozenset[str]] = Counter()
    for one in folk:
        together[one.heard] += one.many
    assert together == named
