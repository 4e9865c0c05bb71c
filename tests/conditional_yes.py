"""What forty people say so that two of seven suggestions lift exactly five objections."""

from forty_house import FortyHouse

from drafting.domain.ratings import Score

# Who objects and which of the seven suggestions each says would do. Only 3 and 7 are adopted.
TIED = (
    ("NHS", 0, (3,)),
    ("NHS", 1, (7,)),
    ("NHS", 2, (3, 5)),
    ("Small business", 0, (7,)),
    ("Small business", 1, (3, 7)),
    ("Small business", 2, (5,)),  # needs another one
    ("Universities", 0, ()),  # tied nothing: nobody guesses
    ("Universities", 1, (2,)),
    ("NHS", 3, (3,)),  # rates again: no objection any more
    ("NHS", 4, (3,)),  # takes it back
    ("Patients", 0, (1,)),
)
WORDS = (
    "Adopting 3 and 7 lifts 5 objections in NHS and Small business, and touches 2 passages that "
    "Universities asked for."
)


def say_it(house: FortyHouse) -> list[str]:
    """Play it; return the ids of the seven suggestions."""
    with house.database.transaction():
        house.ask_again()
        made = house.suggest_seven()
        for sector, n, tied in TIED:
            person = house.people[sector][n]
            objection = house.object(person, 1 + n, f"{sector} {n} wants a date")
            for number in tied:
                house.workshop.tie(person, objection, made[number - 1])
            house.clock.advance(minutes=1)
            if (sector, n) == ("NHS", 3):
                house.workshop.rate(person, house.second.id, Score.SUPPORT)
            if (sector, n) == ("NHS", 4):
                house.workshop.tie(person, objection, made[2], holds=False)
    return made
