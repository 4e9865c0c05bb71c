"""The plain pages of the mail doors: codes, choosing a password, stopping reminders."""

from html import escape
from urllib.parse import quote

from drafting.domain.passwords import SHORTEST
from drafting.ui.plain_page import email_field, notice_html, page, problem_html

CODE_SENT = (
    "If this address is on the register, a letter with a code of six digits is on its way. "
    "It can take a minute, and it may lie with the junk."
)
LINK_SENT = (
    "If this address is on the register, a letter with a link is on its way. "
    "It can take a minute, and it may lie with the junk."
)
ASK_THE_CHAIR = "No mail goes out from here. Ask the chair to set a password for you."


def code_page(onward: str, problem: str = "") -> str:
    """Write the page that asks for the code that was mailed."""
    return page(
        "Enter your code",
        problem_html(problem)
        + "<h1>Enter your code</h1>"
        + ("" if problem else notice_html(CODE_SENT))
        + f'<form class="wide" method="post" action="/door/enter?next={_q(onward)}">'
        '<label for="code">Code of six digits</label>'
        '<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" '
        'spellcheck="false" required autofocus><button>Sign in</button></form>'
        f'<p><a href="/door?next={_q(onward)}">Ask for another code</a></p>',
    )


def welcome_page(name: str, email: str, token: str, first: bool, problem: str = "") -> str:
    """Write the page where somebody chooses their password; nothing is used up by looking."""
    title = f"Welcome, {name}" if first else "Choose a new password"
    lead = (
        "You were invited to take part. Choose a password; then you are in."
        if first
        else "Then you are signed in here, and signed out everywhere else."
    )
    return page(
        title,
        f"{problem_html(problem)}<h1>{escape(title)}</h1><p>{lead}</p>"
        '<form class="wide" method="post" action="/door/welcome">'
        f'<input type="hidden" name="link" value="{escape(token)}">'
        '<label for="email">You sign in as</label>'
        f'<input id="email" type="email" value="{escape(email)}" autocomplete="username" readonly>'
        '<label for="password">Your password</label>'
        f'<p class="soft" id="rule">At least {SHORTEST} characters; any characters will do. '
        "Three or four words you will remember make a good one.</p>"
        '<input id="password" name="password" type="password" autocomplete="new-password" '
        f'aria-describedby="rule" required>'
        f"<button>{'Choose this password and begin' if first else 'Choose this password'}</button>"
        "</form>",
    )


def run_out_page(sentence: str, mail: bool) -> str:
    """Write the page of a link that opens nothing any more, with what to do instead."""
    way_on = (
        "<p>You can sign in with a code that is mailed to you, or with your password: "
        '<a href="/door">go to the door</a>.</p>'
        if mail
        else '<p>If you have a password, <a href="/door">sign in</a>. Otherwise ask the chair for '
        "a new invitation.</p>"
    )
    return page(
        "This link has run out", f"<h1>This link has run out</h1><p>{escape(sentence)}</p>{way_on}"
    )


def forgotten_page(problem: str = "") -> str:
    """Write the page that offers to mail a link to choose a new password."""
    return page(
        "Choose a new password",
        f"{problem_html(problem)}<h1>Choose a new password</h1>"
        "<p>We mail you a link that works once, for one hour. Until you use it, the password you "
        "have stays as it is.</p>"
        f'<form class="wide" method="post" action="/door/forgotten">{email_field()}'
        "<button>E-mail me a link</button></form>"
        '<p><a href="/door">Go back</a></p>',
    )


def sent_page() -> str:
    """Write the page that says, alike for every address, that a link is on its way."""
    return page(
        "Look at your e-mail",
        f'<h1>Look at your e-mail</h1><p role="status">{LINK_SENT}</p>'
        '<p><a href="/door">Go back</a></p>',
    )


def reminders_page(token: str, wanted: bool, done: bool = False) -> str:
    """Write the page on which reminders are stopped, or begun again."""
    said = "You get reminders again." if wanted else "You get no more reminders."
    title = "Reminders"
    ask = (
        "<p>You get a reminder when a round is open and you still owe an answer, at most one a "
        "day. Without reminders, letters about new rounds still come: one for each round.</p>"
        if wanted
        else "<p>Letters about new rounds still come: one for each round.</p>"
    )
    label, choice, kind = (
        ("Stop reminders", "no", "") if wanted else ("Send me reminders again", "yes", "second")
    )
    return page(
        title,
        f"<h1>{title}</h1>{notice_html(said if done else '')}{ask}"
        f'<form method="post" action="/door/reminders?link={_q(token)}">'
        f'<input type="hidden" name="wanted" value="{choice}">'
        f'<button class="{kind}">{label}</button></form>',
    )


def _q(words: str) -> str:
    return escape(quote(words, safe=""))
