"""Every role does what its role gives, and nothing else: the whole matrix of roles and verbs."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from workshop.verbs import VERBS, Stage

from drafting.domain.errors import AlreadyRecorded, DraftingError, NotAllowed
from drafting.domain.people import HOUSE, MAY, Act, Reader, Role
from drafting.store.connection import Database
from drafting.workshop import Workshop

pytestmark = pytest.mark.both_engines

Remembered = Callable[[], dict[str, list[tuple[object, ...]]]]
EVERYBODY = {"mark_read", "set_password", "choose_reminders", "turn_off_second_factor"}
VOICES = {"rate", "comment", "suggest", "hand_in", "settle", "tie", "sign_off"}
# What only an author may do is tried with authors, in test_authors_settle.py.
AUTHORS = {"settle", "tie", "ask_tie"}
NAMED = {"dispose_together": "dispose"}
HELPING = {"reply", "save_working_text", "dispose", "dispose_together", "ask_tie"}
HELPING |= {"turn_on_second_factor"}
HELPING |= {"add_source", "add_finding"}
HELPING |= {"record_consent", "land", "land_while_writing", "undo_landing", "set_aside"}
HELPING |= {"write_summary", "import_survey"}
METHOD = {name: name.partition(" ")[0] for name in VERBS}
KEYED = [
    name
    for name, method in METHOD.items()
    if "key" in inspect.signature(getattr(Workshop, method)).parameters
]


class Undone(Exception):
    """Ends a transaction, so that the next verb finds the stage as it was."""


@pytest.fixture
def do(workshop: Workshop, stage: Stage, database: Database) -> Callable[..., DraftingError | None]:
    """Do a verb and undo it; return the sentence with which it was refused, if it was."""

    def attempt(verb: str, actor: Reader, **key: Any) -> DraftingError | None:
        refused = None
        with pytest.raises(Undone), database.transaction():
            try:
                VERBS[verb][1](workshop, actor, stage, key)
            except DraftingError as no:
                refused = no
            raise Undone
        return refused

    return attempt


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OBSERVER, EVERYBODY),
        (Role.STEERING, EVERYBODY),
        (Role.STAKEHOLDER, EVERYBODY | VOICES | {"reply"}),
        (Role.DRAFTER, EVERYBODY | HELPING),
        (Role.CHAIR, set(VERBS) - VOICES),
    ],
)
def test_a_role_does_what_it_may_and_nothing_else(
    role: Role, may: set[str], stage: Stage, do: Callable[..., DraftingError | None]
) -> None:
    """The steering group changes nothing, observers read, the chair has no voice of their own."""
    actor = stage.people.who(role)

    done = {verb for verb in VERBS if not isinstance(do(verb, actor), NotAllowed)}

    assert done == {verb for verb, (act, _) in VERBS.items() if act in MAY[role]}
    assert done == may


@pytest.mark.parametrize("role", Role)
def test_nothing_is_written_by_who_may_not(
    role: Role, stage: Stage, workshop: Workshop, remembered: Remembered
) -> None:
    actor, before = stage.people.who(role), remembered()

    for act, do in VERBS.values():
        if act not in MAY[role]:
            with pytest.raises(NotAllowed, match=f"Your role here is {role}. It does not let you"):
                do(workshop, actor, stage, {})

    assert remembered() == before


def test_no_verb_is_forgotten() -> None:
    verbs = {name for name, _ in inspect.getmembers(Workshop, inspect.isfunction)}

    assert set(METHOD.values()) == {name for name in verbs if name[0] != "_"}


def test_every_verb_names_its_actor_first() -> None:
    for method in METHOD.values():
        parameters = list(inspect.signature(getattr(Workshop, method)).parameters)
        assert parameters[:2] == ["self", "actor"], method


def test_five_clicks_are_one_act(
    stage: Stage, workshop: Workshop, remembered: Remembered, database: Database
) -> None:
    for verb in set(KEYED) - {"fix_rule"} - AUTHORS:
        act, do = VERBS[verb]
        actor = next(one for one in stage.people.everybody if one.may(act))
        with pytest.raises(Undone), database.transaction():
            do(workshop, actor, stage, {"key": "of this drawing"})
            once = remembered()
            for _ in range(4):
                with pytest.raises(AlreadyRecorded):
                    do(workshop, actor, stage, {"key": "of this drawing"})
            assert remembered() == once, verb
            named = NAMED.get(verb, METHOD[verb])
            assert once["act"][-1][:3] == ("of this drawing", named, actor.id)
            raise Undone


def test_most_verbs_take_a_key() -> None:
    """Only what a page cannot do twice by mistake goes without."""
    assert set(VERBS) - set(KEYED) == {"begin_process", "mark_read"}


def test_a_refused_act_leaves_its_key_unused(
    stage: Stage, workshop: Workshop, do: Callable[..., DraftingError | None]
) -> None:
    chair = stage.people.chair
    with pytest.raises(DraftingError, match="is the same as draft 1"):
        workshop.publish(chair, stage.vision.id, stage.vision.draft.text, key="a key")

    workshop.publish(chair, stage.vision.id, "By 2031 ...", key="a key")


def test_the_house_does_what_nobody_has_a_role_for_yet(workshop: Workshop) -> None:
    founder = workshop.register(HOUSE, "Zoe", "zoe@cluster.example", "C", "C", None, Role.CHAIR)

    assert founder.may(Act.MANAGE_PROCESS)
