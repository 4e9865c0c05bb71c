"""A house in which every name is a planted word that carries the promise its owner spoke under."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from cast import Clock

from drafting.domain.agreement import Weights
from drafting.domain.comments import Decision
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.handing_in import FROM_WORD, hand_in
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, Reader, Role, Size, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity
from drafting.domain.settlement import Word
from drafting.exchange.docx import WordComment, read, redlined
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.visit import new_id
from drafting.workshop import Workshop

# No word of a text, a page or an attack: found anywhere, it is a name.
STEMS = ("Quills", "Brambl", "Tharnd", "Wexcom", "Ozwinn", "Pellan")
LEVELS = {
    Anonymity.NAMED_TO_ALL: "openlyzed",
    Anonymity.NAMED_TO_CHAIR: "chairward",
    Anonymity.SECTOR_ONLY: "veiledly",
}
SECTORS = ("Hospitals", "Makers")
PASSAGES = ("Every patient is told.", "Nobody pays twice.", "We meet each spring.")
TEXT = "# What we want\n\n" + "\n\n".join(PASSAGES)
STAFF = (Role.CHAIR, Role.DRAFTER, Role.STEERING, Role.OBSERVER)


@dataclass(frozen=True)
class Planted:
    """One who spoke: what must not be found, and the word that marks what they said."""

    person: Stakeholder
    level: Anonymity
    surname: str
    email: str
    organisation: str
    opinion: str

    @property
    def words(self) -> dict[str, str]:
        """Return each word to look for, in small letters, by what it is."""
        return {
            "name": self.surname.lower(),
            "e-mail": self.email.partition("@")[0].lower(),
            "organisation": self.organisation.lower(),
            "id": self.person.id.lower(),
        }


class AnonymityHouse:
    """Six who speak under each promise, a text closed and a text in its second round for each."""

    def __init__(self, file: Path | None) -> None:
        self.database = Database.open(file)
        self.clock = Clock(datetime.now(UTC) - timedelta(days=20))
        self.workshop = Workshop(self.database, self.clock, new_id)
        self.by_role: dict[Role, Stakeholder] = {}
        self.planted: list[Planted] = []
        self.texts: dict[Anonymity, tuple[Document, Document]] = {}
        self._serial = 0
        with self.database.transaction():
            self._people()
            for level in LEVELS:
                self._first_round(level)
            self.clock.advance(days=1)
            for level in LEVELS:
                self._second_round(level)

    @property
    def chair(self) -> Stakeholder:
        """Return the one who runs it."""
        return self.by_role[Role.CHAIR]

    def open_again(self, file: Path) -> None:
        """Go on in a file, after the one it was built in was closed and copied."""
        self.database = Database.open(file)
        self.workshop = Workshop(self.database, self.clock, new_id)

    def archive(self, reader: Reader) -> Archive:
        """Ask as a reader."""
        return Archive(self.database, reader, self.clock)

    def of(self, level: Anonymity) -> list[Planted]:
        """Return those who spoke under a promise."""
        return [one for one in self.planted if one.level is level]

    def readers(self) -> dict[str, Stakeholder]:
        """Return one reader of each sort: each role, one who spoke under each promise."""
        sayers = {f"who spoke {level}": self.of(level)[0].person for level in LEVELS}
        return {**{role.value: one for role, one in self.by_role.items()}, **sayers}

    def _say(self, who: Planted) -> str:
        self._serial += 1
        return f"{who.opinion} no {self._serial}"

    def _people(self) -> None:
        ends = (self.clock() + timedelta(days=90)).date()
        self.workshop.begin_process(HOUSE, "A text for all", ends)
        self.workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS)
        for role in (*STAFF, Role.STAKEHOLDER):
            self.by_role[role] = self.workshop.register(
                HOUSE, f"The {role}", f"{role}@office.example", "Office", "Office", None, role
            )
        sizes = cycle(Size)
        for level, mark in LEVELS.items():
            for place, stem in enumerate(STEMS):
                name, works = f"{stem}{mark}", f"{mark}{stem}works"
                email = f"{mark}.{stem.lower()}.post@people.example"
                sector = SECTORS[place % len(SECTORS)]
                person = self.workshop.register(
                    HOUSE, f"Una {name}", email, works, sector, next(sizes), Role.STAKEHOLDER
                )
                said = f"remarked{stem.lower()}by{mark}"
                self.planted.append(Planted(person, level, name, email, works, said))

    def _first_round(self, level: Anonymity) -> None:
        """Ask about two texts under a promise; close the one, write the other anew."""
        kinds = dict(zip(LEVELS, (Kind.VISION, Kind.MISSION, Kind.NARRATIVE), strict=True))
        goes_on, ends = self.texts[level] = (
            self.workshop.begin_document(self.chair, kinds[level], f"Text {level}"),
            self.workshop.begin_document(self.chair, Kind.MISSION, f"Ended {level}"),
        )
        drafts = [self.workshop.publish(self.chair, one.id, TEXT) for one in (goes_on, ends)]
        self._ask(level, "First", drafts)
        answered = self._speak(level, drafts[0])
        self._speak(level, drafts[1], 2)
        asked = self.archive(HOUSE).rounds()[-1]
        self.workshop.close_round(self.chair, asked.id, "All have answered.")
        self.clock.advance(hours=1)
        new = TEXT.replace("told", "told in time")
        self.workshop.publish(self.chair, goes_on.id, new, "Better")
        for one, said in answered:
            self.workshop.settle(one.person, said, Word.NOT_SETTLED, self._say(one))
        self.workshop.close_document(self.chair, ends.id, "The time was up.")
        for one in self.of(level)[:2]:
            self.workshop.sign_off(one.person, ends.id, "Gladly.")
        self.clock.advance(hours=1)

    def _second_round(self, level: Anonymity) -> None:
        """Open the next round; letters are written, then some answer, so that some still owe."""
        draft = self.archive(HOUSE).drafts(self.texts[level][0].id)[-1]
        round_id = self._ask(level, "Second", [draft])
        everybody = [one.person.id for one in self.planted]
        self.workshop.write_letters(self.chair, Sort.ROUND, everybody, round_id)
        if level is Anonymity.NAMED_TO_ALL:
            self.workshop.write_letters(self.chair, Sort.INVITATION, everybody)
        self._speak(level, draft, 4)
        self.clock.advance(days=1)
        self.workshop.write_letters(self.chair, Sort.REMINDER, everybody, round_id)

    def _ask(self, level: Anonymity, which: str, drafts: list[Draft]) -> str:
        until = self.clock() + timedelta(days=40)
        ids = [one.id for one in drafts]
        asked = self.workshop.open_round(
            self.chair, f"{which} {level}", ids, self.clock(), until, anonymity=level
        )
        self.clock.advance(minutes=10)
        return asked.id

    def _speak(
        self, level: Anonymity, draft: Draft, count: int = len(STEMS)
    ) -> list[tuple[Planted, str]]:
        """Let people do all that can be done: half object, twice each; all remark and suggest.

        Return whose comments were answered.
        """
        answered: list[tuple[Planted, str]] = []
        here = self.of(level)[:count]
        start = draft.text.index("pays twice")
        for place, one in enumerate(here):
            because = [Objecting(words, self._say(one), self._say(one)) for words in PASSAGES[1:]]
            score, why = (Score.BLOCK, because) if place % 2 == 0 else (Score.SUPPORT, None)
            self.workshop.rate(one.person, draft.id, score, why)
            said = self.workshop.comment(one.person, draft.id, self._say(one), PASSAGES[1])
            # Nobody sees the others' remarks where only the sector was promised, until it closes.
            veiled = level is Anonymity.SECTOR_ONLY
            answering = one if veiled else here[(place + 1) % len(here)]
            self.workshop.reply(answering.person, said.id, self._say(answering))
            self.workshop.suggest(
                one.person, draft.id, start, start + 4, self._say(one), self._say(one)
            )
            if self._answer(said.id, place):
                answered.append((one, said.id))
        self._by_word(here[-1], draft)
        self._tie(level, draft)
        return answered

    def _answer(self, subject_id: str, place: int) -> bool:
        if place % 2 == 0:
            decision = (Decision.PARKED, Decision.DECLINED)[place // 2 % 2]
            self.workshop.dispose(self.chair, subject_id, decision, "Not in this draft.")
        return place % 2 == 0

    def _by_word(self, who: Planted, draft: Draft) -> None:
        """Hand in a Word file that carries its writer's own name in each change and comment."""
        written = draft.text.replace("each spring", f"each {self._say(who)}")
        remark = WordComment(who.person.name, self.clock(), self._say(who), PASSAGES[2])
        file = redlined(draft.text, written, who.person.name, self.clock(), [remark], title="Ours")
        back = read(file, ("The chair",))
        handed = hand_in(draft.text, back.suggestions, back.comments)
        assert handed.wordings and handed.remarks
        self.workshop.hand_in(who.person, draft.id, handed, FROM_WORD)

    def _tie(self, level: Anonymity, draft: Draft) -> None:
        house = self.archive(HOUSE)
        proposals = house.proposals(draft.document_id)
        made = next(one.suggestion for one in proposals if one.suggestion.draft_id == draft.id)
        for objection in house.objections(draft.document_id):
            if objection.draft_id == draft.id:
                (one,) = spoken(self.of(level), objection.text)
                self.workshop.tie(one.person, objection.id, made.id)
                self._answer(objection.id, 0)


def spoken(planted: list[Planted], text: str) -> Iterator[Planted]:
    """Yield those of whose opinions a text holds something; the text is in small letters."""
    return (one for one in planted if one.opinion in text)


# Who may know the name of somebody who spoke under a promise. Steering and observers read nothing
# that people said. Everybody knows themselves.
_VOICES = {Role.CHAIR, Role.DRAFTER, Role.STAKEHOLDER}
NAMED_TO = {
    Anonymity.NAMED_TO_ALL: _VOICES,
    Anonymity.NAMED_TO_CHAIR: {Role.CHAIR},
    Anonymity.SECTOR_ONLY: set[Role](),
}
# Where the chair may find anybody, name, address and all: who is there, who is asked, who wrote
# back. Of those who spoke as a sector only, such a place may hold no word that they said.
REGISTER = frozenset({"people", "rounds", "post", "register"})
# Where a signature stands: an organisation signs by name, whatever its people said before. The
# steering group reads the record, too, and with it the objections that were named to all.
SIGNED = frozenset({"outcome", "record"})


def leaks(house: AnonymityHouse, reader: Stakeholder | None, place: str, text: str) -> list[str]:
    """Return what a text gives away to a reader, in words; the reader None is the chair's export.

    The text is searched as it is, in small letters.
    """
    text = text.lower()
    role = reader.role if reader else Role.CHAIR
    found = []
    for one in house.planted:
        if reader and one.person.id == reader.id:
            continue
        for what, word in one.words.items():
            if word in text and not _may_stand(one, what, role, place, text):
                found.append(f"{place}: the {role} finds the {what} {word} ({one.level})")
    return found


def _may_stand(one: Planted, what: str, role: Role, place: str, text: str) -> bool:
    if place in SIGNED and what == "organisation":
        return role is not Role.OBSERVER
    if place in SIGNED and what == "name" and one.level is Anonymity.NAMED_TO_ALL:
        return role in _VOICES | {Role.STEERING}
    if role is Role.CHAIR and place in REGISTER:
        return one.level is not Anonymity.SECTOR_ONLY or one.opinion not in text
    known = {"name", "id"} if role is Role.CHAIR else {"name"}
    return what in known and role in NAMED_TO[one.level]
