"""Objectors say which suggestion would meet their condition; the chair reads what that lifts."""

from collections.abc import Iterator

import pytest
from conditional_yes import WORDS, say_it
from forty_house import FortyHouse

from drafting.domain.comments import Decision
from drafting.domain.documents import Kind
from drafting.domain.errors import NotAcceptable, NotAllowed, NotFound, NotYours
from drafting.domain.ledger import Effect, adopting, asked_for, in_the_way, wanted
from drafting.domain.people import HOUSE, Stakeholder
from drafting.domain.points import gathered
from drafting.domain.settlement import Word


@pytest.fixture
def house() -> Iterator[FortyHouse]:
    made = FortyHouse(None)
    yield made
    made.database.close()


def effect(house: FortyHouse, chosen: set[str], reader: Stakeholder | None = None) -> Effect:
    asked = house.asks(reader or house.chair)
    objections, proposals = asked.objections(), asked.proposals()
    drafts = asked.drafts_by_id()
    points = gathered(drafts, objections, proposals)
    brought = asked_for(points, asked.words_changed(), house.document.id)
    there = wanted(house.second.text, brought)
    latest = [one for one in proposals if one.suggestion.draft_id == house.second.id]
    return adopting(chosen, latest, objections, asked.ties(), there)


def test_two_of_seven_suggestions_lift_exactly_five_objections_in_two_sectors(
    house: FortyHouse,
) -> None:
    made = say_it(house)

    found = effect(house, {made[2], made[6]})

    assert found.words == WORDS
    assert sorted((one.sector, one.condition) for one in found.lifted) == [
        ("NHS", "NHS 0 wants a date"),
        ("NHS", "NHS 1 wants a date"),
        ("NHS", "NHS 2 wants a date"),
        ("Small business", "Small business 0 wants a date"),
        ("Small business", "Small business 1 wants a date"),
    ]


def test_each_choice_lifts_what_was_tied_to_it_and_nothing_else(house: FortyHouse) -> None:
    made = say_it(house)

    def words(*numbers: int) -> str:
        return effect(house, {made[number - 1] for number in numbers}).words

    nowhere = ", and touches no passage that anybody asked for."
    assert words(4) == f"Adopting 4 lifts no objection{nowhere}"
    assert words(2) == f"Adopting 2 lifts 1 objection in Universities{nowhere}"
    assert words(5) == f"Adopting 5 lifts 2 objections in NHS and Small business{nowhere}"
    assert words(1, 2, 4) == (
        f"Adopting 1, 2 and 4 lifts 2 objections in Universities and Patients{nowhere}"
    )
    assert words(3) == (
        "Adopting 3 lifts 3 objections in NHS and Small business, and touches 1 passage that "
        "Universities asked for."
    )


def test_what_its_author_settled_is_not_lifted_again(house: FortyHouse) -> None:
    made = say_it(house)
    nhs = house.people["NHS"][0]
    (objection,) = [one for one in house.asks(nhs).objections() if one.mine]
    house.workshop.dispose(house.chair, objection.id, Decision.DECLINED, "No.")
    house.clock.advance(hours=1)
    house.workshop.publish(house.chair, house.document.id, house.second.text + "\n\nMore.")
    house.clock.advance(hours=1)

    house.workshop.settle(nhs, objection.id, Word.SETTLED)

    assert len(effect(house, {made[2], made[6]}).lifted) == 4
    assert objection.id not in {one.id for one in in_the_way(house.asks(nhs).objections())}


def test_nobody_ties_for_another(house: FortyHouse) -> None:
    made = say_it(house)
    owner, other = house.people["Universities"][0], house.people["NHS"][9]
    (objection,) = [one for one in house.asks(owner).objections() if one.mine]

    for actor, refusal in ((house.chair, NotAllowed), (other, NotYours), (HOUSE, NotYours)):
        with pytest.raises(refusal):
            house.workshop.tie(actor, objection.id, made[2])
    house.workshop.ask_tie(house.chair, objection.id, made[2])

    # To be asked is not to say yes.
    assert len(effect(house, {made[2], made[6]}).lifted) == 5
    house.workshop.tie(owner, objection.id, made[2])
    assert len(effect(house, {made[2], made[6]}).lifted) == 6


def test_a_tie_leads_from_an_objection_to_a_suggestion_on_the_same_text(house: FortyHouse) -> None:
    made = say_it(house)
    owner = house.people["Universities"][0]
    (objection,) = [one for one in house.asks(owner).objections() if one.mine]
    other = house.workshop.begin_document(house.chair, Kind.MISSION, "Mission 1")
    draft = house.workshop.publish(house.chair, other.id, "We begin.")
    elsewhere = house.workshop.suggest(owner, draft.id, 0, 2, "You", "Why us?")

    with pytest.raises(NotAcceptable, match="about another text"):
        house.workshop.tie(owner, objection.id, elsewhere.id)
    with pytest.raises(NotFound, match="no such suggestion"):
        house.workshop.tie(owner, objection.id, objection.id)
    with pytest.raises(NotFound, match="no such objection"):
        house.workshop.tie(owner, made[0], made[0])
