"""What axe-core finds on a page that keeps somebody out, and which of it is Streamlit's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1280, 390)
Look = tuple[Scheme, int]
# Both schemes and both widths, once each; and all four.
TWO_LOOKS: tuple[Look, ...] = tuple(zip(SCHEMES, WIDTHS, strict=True))
FOUR_LOOKS: tuple[Look, ...] = tuple(product(SCHEMES, WIDTHS))
GRAVE = {"serious", "critical"}
HEADINGS = "heading-order"
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"], elementRef: true });
  const place = (element) => {
    for (let at = element; at; at = at.parentElement || at.getRootNode().host) {
      if (at.dataset && at.dataset.testid) return at.dataset.testid;
    }
    return "";
  };
  return found.violations.flatMap((fault) => fault.nodes.map((node) => [
    fault.id, fault.impact, place(node.element), node.html.slice(0, 300),
    node.failureSummary.replace(/\\s+/g, " "),
  ]));
}"""
# A colour on its way from one scheme to the other is nobody's colour.
AT_ONCE = "*, *::before, *::after { transition: none !important; animation: none !important; }"


@dataclass(frozen=True)
class Barrier:
    """One element that breaks a rule: how gravely, and inside which part of Streamlit's."""

    rule: str
    impact: str
    inside: str
    html: str
    why: str


@dataclass(frozen=True)
class Streamlits:
    """A barrier that Streamlit 1.67.0 builds, with what is known of it."""

    rule: str
    inside: str
    known: str

    def is_(self, found: Barrier) -> bool:
        return self.rule == found.rule and re.fullmatch(self.inside, found.inside) is not None


STREAMLITS = (
    Streamlits(
        "list",
        "stSidebarNavItems",
        "On a phone the menu becomes a list in the sidebar whose sections are `div`s between `ul` "
        "and `li` (they came with https://github.com/streamlit/streamlit/pull/8681). Looked for in "
        "Streamlit's issues in November 2026: none about it was found.",
    ),
    Streamlits("listitem", "stSidebarNavItems|stSidebarNavLinkContainer", "The same `div`s."),
)


def barriers(page: Page) -> list[Barrier]:
    """Run axe-core, all its rules, on the page as it stands. The context must bypass the CSP."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [Barrier(*one) for one in page.evaluate(RUN)]


def looks(page: Page, shown: Iterable[Look] = FOUR_LOOKS) -> Iterator[str]:
    """Show the page in these schemes and widths; yield the name of each."""
    page.add_style_tag(content=AT_ONCE)
    for scheme, width in shown:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(done => setTimeout(done, 100))")
        yield f"{scheme}, {width} px"


def ours(found: Iterable[Barrier]) -> list[Barrier]:
    """Leave out what is slight, headings that skip a level apart, and what Streamlit builds."""
    return [
        one
        for one in found
        if (one.impact in GRAVE or one.rule == HEADINGS)
        and not any(known.is_(one) for known in STREAMLITS)
    ]
