"""The chair keeps the register: who takes part, for whom they speak, and in which role."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from cast import ArchiveOf, Clock, People

from drafting.domain.errors import NotAcceptable, NotFound
from drafting.domain.people import HOUSE, Role, Size, Stakeholder
from drafting.workshop import Workshop

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]


def test_a_person_comes_with_their_organisation_and_sector(
    workshop: Workshop, chair: Stakeholder, archive_of: ArchiveOf
) -> None:
    sian = workshop.register(
        chair, " Siân  O’Neill ", " Sian@Trust.Example ", "The  Trust", "NHS", Size.LARGE
    )
    workshop.register(chair, "Jo", "jo@trust.example", "THE TRUST", "nhs ", Size.MICRO)

    register = archive_of(chair)
    assert (sian.name, sian.email, sian.role) == (
        "Siân O’Neill",
        "sian@trust.example",
        Role.STAKEHOLDER,
    )
    assert [(one.name, one.size) for one in register.organisations()] == [
        ("The Cluster", None),
        ("The Trust", Size.LARGE),
    ]
    assert [one.name for one in register.sectors()] == ["Cluster", "NHS"]
    assert register.sizes() == {"Cluster": 0, "NHS": 2}
    assert register.stakeholder_by_email("SIAN@trust.example ") == sian
    assert register.stakeholder_by_email("nobody@trust.example") is None


@pytest.mark.parametrize(
    ("name", "email", "employer", "sector", "said"),
    [
        (" ", "jo@trust.example", "Trust", "NHS", "Enter a name"),
        ("Jo", "jo", "Trust", "NHS", "“jo” is not an e-mail address"),
        ("Jo", "jo@trust.example", " ", "NHS", "Enter an organisation"),
        ("Jo", "jo@trust.example", "Trust", "", "Enter a sector"),
        ("Jo", " ZOE@cluster.example", "Trust", "NHS", "is on the register already, as Zoe Chair"),
    ],
)
def test_nothing_is_written_of_an_entry_that_is_refused(
    workshop: Workshop,
    chair: Stakeholder,
    remembered: Remembered,
    name: str,
    email: str,
    employer: str,
    sector: str,
    said: str,
) -> None:
    before = remembered()

    with pytest.raises(NotAcceptable, match=said):
        workshop.register(chair, name, email, employer, sector)

    assert remembered() == before


def test_of_people_who_register_one_address_at_once_one_gets_in(
    workshop: Workshop, chair: Stakeholder, archive_of: ArchiveOf
) -> None:
    def register(number: int) -> bool:
        try:
            workshop.register(chair, f"Jo {number}", "jo@trust.example", "Trust", "NHS")
        except NotAcceptable:
            return False
        return True

    with ThreadPoolExecutor(8) as clerks:
        assert sorted(clerks.map(register, range(8))) == [False] * 7 + [True]
    assert len(archive_of(chair).stakeholders()) == 2


def test_the_newest_role_holds_for_good(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    ben = people["Ben"]
    for role in (Role.STEERING, Role.OBSERVER, Role.DRAFTER):
        workshop.give_role(people.chair, ben.id, role)

    assert archive_of(ben).stakeholder(ben.id).role is Role.DRAFTER
    assert (
        next(one for one in archive_of(HOUSE).stakeholders() if one.id == ben.id).role
        is Role.DRAFTER
    )
    assert archive_of(HOUSE).stakeholder_by_email(ben.email).role is Role.DRAFTER  # type: ignore[union-attr]
    assert archive_of(HOUSE).sizes()["NHS"] == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CHAIR])
def test_somebody_remains_the_chair(
    workshop: Workshop, people: People, archive_of: ArchiveOf, role: Role
) -> None:
    zoe, ben = people.chair, people["Ben"]
    with pytest.raises(
        NotAcceptable, match=r"Zoe Chairwoman is the only chair. Make somebody else"
    ):
        workshop.give_role(zoe, zoe.id, role)
    workshop.give_role(zoe, zoe.id, Role.CHAIR)  # no change, no harm
    workshop.give_role(zoe, ben.id, Role.CHAIR)
    workshop.give_role(zoe, zoe.id, role)

    with pytest.raises(NotAcceptable, match="Ben Okafor is the only chair"):
        workshop.give_role(archive_of(HOUSE).stakeholder(ben.id), ben.id, role)


def test_two_chairs_cannot_dismiss_each_other_at_once(
    workshop: Workshop, people: People, archive_of: ArchiveOf
) -> None:
    zoe, ben = people.chair, people["Ben"]
    workshop.give_role(zoe, ben.id, Role.CHAIR)

    def dismiss(chair: Stakeholder) -> bool:
        try:
            workshop.give_role(HOUSE, chair.id, Role.OBSERVER)
        except NotAcceptable:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(dismiss, (zoe, ben))) == [False, True]
    chairs = [one for one in archive_of(HOUSE).stakeholders() if one.role is Role.CHAIR]
    assert len(chairs) == 1


@pytest.mark.parametrize("verb", ["give_role", "set_password"])
def test_nobody_is_changed_who_is_not_there(
    workshop: Workshop, chair: Stakeholder, verb: str
) -> None:
    with pytest.raises(NotFound, match="Nobody is registered under this id"):
        getattr(workshop, verb)(chair, "nonsense", Role.OBSERVER)


def test_the_newest_password_holds(
    workshop: Workshop, people: People, clock: Clock, archive_of: ArchiveOf
) -> None:
    ben = people["Ben"]
    assert archive_of(ben).password(ben.id) is None
    workshop.set_password(people.chair, ben.id, "from the chair")
    clock.advance(days=1)
    workshop.set_password(ben, ben.id, "my own")

    kept = archive_of(ben).password(ben.id)

    assert kept
    assert kept.hash == "my own"


def test_a_sector_has_one_entry_however_it_is_written(
    workshop: Workshop, chair: Stakeholder, archive_of: ArchiveOf
) -> None:
    first = workshop.name_sector(chair, "Small  business")
    again = workshop.name_sector(chair, " SMALL business ")

    assert first == again
    assert [one.name for one in archive_of(chair).sectors()] == ["Cluster", "Small business"]
