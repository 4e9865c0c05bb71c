"""The password door's form: the only user of streamlit-authenticator.

Its form is used and nothing else of it: who somebody is is judged by `Tries`, its cookie is never
made, and what it writes into the session state is taken out again before anything is believed.
"""

import secrets
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController

from drafting.domain.errors import DraftingError
from drafting.store.sessions import Account
from drafting.ui.plain_page import Ways
from drafting.ui.sessions import Sessions
from drafting.ui.tries import Tries

ITS_STATE = ("name", "authentication_status", "username", "email", "roles", "logout")
WRONG = "That e-mail address and password do not match. Check both and try again."
BY_THE_CHAIR = "<p>No password yet, or forgotten it? Ask the chair to set one for you.</p>"
BY_MAIL = (
    '<p>No password yet, or forgotten it? <a href="/door" target="_self">Have a code mailed to '
    'you</a>, or <a href="/door/forgotten" target="_self">choose a new password</a>.</p>'
)
FIELDS = {
    "Form name": "With your password",
    "Username": "E-mail address",
    "Password": "Password",
    "Login": "Sign in",
}

MOST_WIDE = 480
PLACE = "sign-in-form"
_STYLE = f"""<style>
.st-key-{PLACE} [data-testid="stHeaderActionElements"] {{ display: none; }}
.st-key-{PLACE} [data-testid="stFormSubmitButton"] button {{
  background: #0b5c7a; border-color: #0b5c7a; color: #fff; min-height: 2.75rem; }}
@media (prefers-color-scheme: dark) {{
  .st-key-{PLACE} [data-testid="stFormSubmitButton"] button {{
    background: #6cc3e0; border-color: #6cc3e0; color: #10181f; }} }}
</style>"""
# The form says autocomplete="off", which locks password managers out; and it begins with an h3.
_FORM_JS = """
export default function ({ data }) {
  const form = document.querySelector(data.form);
  const [name, password] = form ? form.querySelectorAll("input") : [];
  if (!password) return;
  name.autocomplete = "username";
  name.inputMode = "email";
  name.autocapitalize = "none";
  name.spellcheck = false;
  password.autocomplete = "current-password";
  form.querySelector("h3")?.setAttribute("aria-level", "2");
}
"""
_CLAIM_HTML = '<p role="status">Signing you in.</p>'
_CLAIM_JS = """
const sent = new Set();
export default function ({ data, parentElement }) {
  if (sent.has(data.ticket)) return;
  sent.add(data.ticket);
  const say = (sentence) => { parentElement.querySelector("p").textContent = sentence; };
  fetch("/auth/claim", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Drafting": "claim" },
    body: JSON.stringify({ ticket: data.ticket }),
  }).then(
    (answer) => answer.ok
      ? window.location.reload()
      : say("This sign-in has run out. Reload the page and sign in again."),
    () => say("The server could not be reached. Check your connection and reload the page."),
  );
}
"""


class _NoCookie:
    """Stands where streamlit-authenticator keeps its cookie: there is none."""

    def get_cookie(self) -> None:
        """Find nothing."""

    def set_cookie(self) -> None:
        """Set nothing."""

    def delete_cookie(self) -> None:
        """Delete nothing."""


class _Judged(AuthenticationController):  # type: ignore[misc]
    """Its controller, with our judge instead of a comparison in a dictionary."""

    def __init__(self, tries: Tries, address: str, cookies: Mapping[str, str]) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=secrets.token_urlsafe(32))
        self._tries = tries
        self._address = address
        self._cookies = cookies
        self.account: Account | None = None
        self.sentence = ""

    def login(
        self, username: str | None = None, password: str | None = None, *_: Any, **__: Any
    ) -> bool:
        """Judge what was typed; the password exactly as typed, spaces and all."""
        if not username or not password:
            self.sentence = "Enter your e-mail address and your password."
            return False
        try:
            self.account = self._tries.judge(username, password, self._address, self._cookies)
        except DraftingError as refused:
            self.sentence = str(refused)
            return False
        if self.account is None:
            self.sentence = WRONG
        return self.account is not None


class _PasswordForm(Authenticate):  # type: ignore[misc]
    """Its form, without the cookie manager that its own constructor puts on the page."""

    def __init__(self, judge: _Judged) -> None:
        self.path = None
        self.attrs = {"login_sleep_time": 0.0}
        self.cookie_controller = _NoCookie()
        self.authentication_controller = judge


def sign_in_page(sessions: Sessions, tries: Tries, ways: Ways) -> None:
    """Show the sign-in form, and nothing else, at whatever address was asked for.

    `ways` tells by what else one may come in.
    """
    name = urlsplit(st.context.url or "").path.strip("/")

    def show() -> None:
        sign_in_form(sessions, tries, ways)

    # A page takes the name that was asked for, so that the address survives the sign-in and no
    # page that really exists is named to a stranger.
    pages = [st.Page(show, title="Sign in", default=True)]
    if name:
        pages.append(st.Page(show, title="Sign in", url_path=name))
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=f"{page.title} – Drafting")
    page.run()


def sign_in_form(sessions: Sessions, tries: Tries, ways: Ways) -> None:
    """Show the form; once name and password are right, have the browser fetch its session."""
    cookies = st.context.cookies
    address = st.context.headers.get("X-Drafting-Address", "unknown")
    judge = _Judged(tries, address, cookies)
    for key in ITS_STATE:
        st.session_state[key] = None
    st.html(_STYLE)
    place = st.empty()
    with (
        place.container(horizontal_alignment="center"),
        st.container(width=MOST_WIDE, key=PLACE),
    ):
        st.title("Sign in", anchor=False)
        problem = st.empty()
        _PasswordForm(judge).login(fields=dict(FIELDS), key="sign_in")
        if judge.sentence:
            problem.error(judge.sentence)
        st.html(BY_MAIL if ways.mail else BY_THE_CHAIR)
        if ways.sign_on:
            st.html(
                f'<p><a href="/door" target="_self">Sign in with {escape(ways.sign_on)}</a></p>'
            )
        form = st.components.v2.component("drafting_form", html="<span></span>", js=_FORM_JS)
        form(data={"form": f".st-key-{PLACE}"}, key="form")
    for key in ITS_STATE:
        del st.session_state[key]
    if judge.account:
        place.empty()
        take_session(sessions, judge.account)


def take_session(sessions: Sessions, account: Account) -> None:
    """Have this browser exchange a one-time ticket for a session, and load the page anew."""
    ticket = sessions.ticket(account.stakeholder_id, account.role, st.context.cookies)
    claim = st.components.v2.component("drafting_claim", html=_CLAIM_HTML, js=_CLAIM_JS)
    claim(data={"ticket": ticket}, key="claim")
