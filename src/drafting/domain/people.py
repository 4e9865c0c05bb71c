"""Who takes part, whom they speak for, and what their role lets them do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.errors import NotAcceptable, NotAllowed
from drafting.domain.fact import Fact
from drafting.domain.unseen import seen

# The sector of people whom a conversation put in no group: they count as people, never as a group.
NO_GROUP = "No opinion group"

# Unquoted addresses of RFC 6531, in any script: parts between dots, a host of letters and digits.
_DOTTED = re.compile(r"""[^\s@.,;:<>()\[\]"\\]+(\.[^\s@.,;:<>()\[\]"\\]+)*""")
_HOST = re.compile(r"(?!-)[\w-]+(?<!-)(\.(?!-)[\w-]+(?<!-))*")


class Role(StrEnum):
    """What a person is here for."""

    CHAIR = "chair"
    DRAFTER = "drafter"
    STAKEHOLDER = "stakeholder"
    STEERING = "steering"
    OBSERVER = "observer"


class Size(StrEnum):
    """How large an organisation is, by the European definition of enterprise sizes."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Act(StrEnum):
    """Something a role may allow; every verb and every question names one."""

    READ_DRAFTS = "read what is published"
    READ_COMMENTS = "read comments and their answers"
    READ_PROGRESS = "read dates, coverage and verdicts"
    READ_WORKING_TEXT = "read the working text"
    READ_PEOPLE = "read the register of people"
    READ_EVERY_FIGURE = "read figures of groups of any size"
    SECOND_FACTOR = "ask for a code beside your password"
    RATE = "rate a draft"
    COMMENT = "comment on a draft"
    REPLY = "reply to a comment"
    SIGN_OFF = "sign a closed text for your organisation"
    SETTLE = "say whether a point is settled"
    WRITE = "write the working text"
    PUBLISH = "publish a draft"
    DISPOSE = "answer comments and objections"
    RUN_ROUNDS = "open and close rounds"
    MANAGE_PEOPLE = "change the register of people"
    MANAGE_PROCESS = "change the process, its rule and its milestones"


_READING = frozenset({Act.READ_DRAFTS})
_WORKING = _READING | {
    Act.READ_COMMENTS,
    Act.READ_PROGRESS,
    Act.READ_WORKING_TEXT,
    Act.READ_EVERY_FIGURE,
    Act.SECOND_FACTOR,
    Act.REPLY,
    Act.WRITE,
    Act.DISPOSE,
}

# The whole matrix of who may do what. Menus, verbs and questions all read it here.
MAY: dict[Role, frozenset[Act]] = {
    Role.OBSERVER: _READING,
    Role.STEERING: _READING | {Act.READ_PROGRESS},
    Role.STAKEHOLDER: _READING
    | {Act.READ_COMMENTS, Act.READ_PROGRESS, Act.RATE, Act.COMMENT, Act.REPLY, Act.SETTLE}
    | {Act.SIGN_OFF},
    Role.DRAFTER: _WORKING,
    Role.CHAIR: _WORKING
    | {
        Act.READ_PEOPLE,
        Act.PUBLISH,
        Act.RUN_ROUNDS,
        Act.MANAGE_PEOPLE,
        Act.MANAGE_PROCESS,
    },
}


@dataclass(frozen=True, slots=True)
class Sector(Fact):
    """A part of the field that people speak for."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Organisation(Fact):
    """Whom a stakeholder works for."""

    name: str
    sector_id: str
    size: Size | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Stakeholder(Fact):
    """A person with a voice. As read from the archive, `role` is the role held now."""

    name: str
    email: str
    organisation_id: str
    sector_id: str
    role: Role
    at: datetime

    def may(self, act: Act) -> bool:
        """Tell whether this person's role gives the act."""
        return act in MAY[self.role]

    def ensure_may(self, act: Act) -> None:
        """Raise NotAllowed with a sentence unless this person's role gives the act."""
        if not self.may(act):
            raise NotAllowed(
                f"Your role here is {self.role}. It does not let you {act}. "
                "Ask the chair if you think it should."
            )


@dataclass(frozen=True, slots=True)
class RoleGiven(Fact):
    """The chair gave a person another role; the newest one holds."""

    stakeholder_id: str
    role: Role
    given_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PasswordSet(Fact):
    """A person's password, as a bcrypt hash; the newest one holds."""

    stakeholder_id: str
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class House:
    """The house itself: the command line and the verbs, which see everything."""

    id: str = "house"

    def may(self, act: Act) -> bool:
        """Tell that the house may."""
        return True

    def ensure_may(self, act: Act) -> None:
        """Let the house pass."""


HOUSE = House()
Reader = Stakeholder | House


def tidy_email(email: str) -> str:
    """Return the address trimmed and in lower case; raise NotAcceptable if it is not one."""
    tidy = email.strip().lower()
    if seen(tidy) != tidy:
        raise NotAcceptable(
            f"“{seen(tidy)}” holds a character that nobody sees. Type the address instead of "
            "pasting it."
        )
    name, _, host = tidy.partition("@")
    if not (_DOTTED.fullmatch(name) and "." in host and _HOST.fullmatch(host)):
        raise NotAcceptable(
            f"“{email.strip()}” is not an e-mail address. Enter one like name@example.org."
        )
    return tidy


def tidy_name(name: str, what: str = "name") -> str:
    """Return the name with white space folded and without what nobody sees.

    Raises NotAcceptable if nothing is left.
    """
    tidy = " ".join(seen(name).split())
    if not tidy:
        raise NotAcceptable(f"Enter {'an' if what[0] in 'aeiou' else 'a'} {what}.")
    return tidy


def ensure_another_chair(person: Stakeholder, everybody: Sequence[Stakeholder]) -> None:
    """Raise NotAcceptable if this person is the only chair: somebody must remain."""
    if [one.id for one in everybody if one.role is Role.CHAIR] == [person.id]:
        raise NotAcceptable(f"{person.name} is the only chair. Make somebody else chair first.")
