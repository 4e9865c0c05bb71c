"""What a page that people attack must never do, and somebody who watches that it does not."""

import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import BrowserContext, Page
from serving import Server

from drafting.domain.people import Role
from drafting.ui.sessions import SESSION

MARK = re.compile(r"q\d{3}[a-z]+")
# Streamlit's own library for messages asks for WebAssembly and does well without.
REFUSED = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (one) =>
  one.blockedURI === 'wasm-eval' ||
  window.refused.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sample}`));
"""
# What an attack has become, had it become anything: an element, a handler, an address, a cover.
FOUND = """(outside) => {
  const found = window.pwned ? ['it ran'] : [];
  const never = ['iframe', 'object', 'embed', 'base', 'plaintext', 'marquee', 'audio', 'video',
    'portal', 'math', 'maction', 'foreignobject', 'animate', 'set', 'picture', 'source', 'frame'];
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) look(one.shadowRoot);
      const tag = one.tagName.toLowerCase();
      if (one.classList.contains('planted')) found.push(`element ${tag}`);
      for (const {name, value} of one.attributes) {
        if (/^on/.test(name)) found.push(`${tag} ${name}`);
        if (/^\\s*(javascript|vbscript|data:text)/i.test(value))
          found.push(`${tag} ${name}=${value}`);
        const shown = ['href', 'aria-label', 'title', 'alt', 'value', 'placeholder', 'data-title'];
        if (value.includes(outside) && !shown.includes(name)) found.push(`${tag} ${name}=${value}`);
      }
      if (tag === 'a' && one.href.includes(outside) && !one.closest('.d-prose'))
        found.push(`link ${one.href}`);
      if (never.includes(tag)) found.push(tag);
    }
  };
  look(document);
  return [...new Set(found), ...(window.refused || [])];
}"""
# The marks that are in the page: in its words, in what a screen reader is told, in boxes. And
# whatever holds one and stands above the page, or over half of it, where no piece of ours does.
SEEN = """() => {
  const marks = new Set(), over = new Set(), above = new Map();
  const note = (words) =>
    (words.match(/q\\d{3}[a-z]+/g) || []).forEach((mark) => marks.add(mark));
  const covers = (one) => {
    if (!one || one === document.body) return '';
    if (!above.has(one)) {
      const { position } = getComputedStyle(one), { width, height } = one.getBoundingClientRect();
      const wide = width * height > innerWidth * innerHeight / 2;
      const streamlit = (one.dataset?.testid || '').startsWith('st');
      const bad = !streamlit && (position === 'fixed' || (position === 'absolute' && wide));
      above.set(one, bad ? `${one.tagName} ${position}` : covers(one.parentElement));
    }
    return above.get(one);
  };
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) look(one.shadowRoot);
      if (['SCRIPT', 'STYLE'].includes(one.tagName)) continue;
      for (const { value } of one.attributes) note(value);
      if (typeof one.value === 'string') note(one.value);
      for (const part of one.childNodes) {
        if (part.nodeType !== 3 || !/q\\d{3}[a-z]+/.test(part.data)) continue;
        note(part.data);
        if (one.closest('[data-testid=stMain]') && covers(one)) over.add(covers(one));
      }
    }
  };
  look(document);
  return { marks: [...marks], over: [...over] };
}"""


class Listener(ThreadingHTTPServer):
    """Another server, which no page of ours may ever ask for anything."""

    def __init__(self) -> None:
        heard = self.heard = []

        class Note(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(200)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Note)
        self.place = f"localhost:{self.server_address[1]}"


@dataclass
class Hostile:
    """The house of attacks, being served."""

    server: Server
    listener: Listener
    tokens: dict[Role, str]
    planted: set[str]
    papers: dict[str, str]
    word_files: list[bytes]
    seen: dict[str, set[str]] = field(default_factory=dict)

    def collect(self, who: str, page: Page) -> list[str]:
        """Note which attacks are on a page; return what covers it."""
        found = page.evaluate(SEEN)
        self.seen.setdefault(who, set()).update(self.planted & set(found["marks"]))
        return [f"{one} covers the page" for one in found["over"]]


@dataclass
class Watched:
    """A page, and all that it did which no page should."""

    role: Role
    page: Page
    did: list[str] = field(default_factory=list)


def watch(hostile: Hostile, context: BrowserContext, role: Role) -> Watched:
    """Open a browser page as somebody of a role, and note what it should never do."""
    context.add_cookies(
        [{"name": SESSION, "value": hostile.tokens[role], "url": hostile.server.url}]
    )
    context.add_init_script(REFUSED)
    watched = Watched(role, context.new_page())
    ours = (hostile.server.url, "data:", "blob:", "about:")
    context.on(
        "request",
        lambda one: None if one.url.startswith(ours) else watched.did.append(f"asked {one.url}"),
    )
    context.on("page", lambda one: watched.did.append(f"opened {one.url}"))
    watched.page.on("dialog", lambda one: (watched.did.append("dialog"), one.dismiss()))
    return watched


def look_at(hostile: Hostile, watched: Watched, where: str) -> None:
    """Hold that nothing has happened here."""
    found = watched.page.evaluate(FOUND, hostile.listener.place)
    over = hostile.collect(watched.role, watched.page)
    assert [*found, *over, *watched.did, *hostile.listener.heard] == [], where
    assert watched.page.url.startswith(hostile.server.url), where
    assert watched.page.locator(".st-key-broken, [data-testid=stException]").count() == 0, where
