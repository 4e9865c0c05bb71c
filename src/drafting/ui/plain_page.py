"""The plain pages of the doors: HTML of ours, a few kilobytes, without script."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

# The colours are those of .streamlit/config.toml.
_STYLE = """
:root{color-scheme:light dark;--ink:#14202b;--soft:#44525e;--paper:#fff;--line:#c9d3da;
--act:#0b5c7a;--on-act:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8eef2;--soft:#b4c0c9;--paper:#10181f;
--line:#3a4b57;--act:#6cc3e0;--on-act:#10181f;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:30rem;margin:0 auto;padding:12vh 1.25rem 3rem}
.name{margin:0 0 2rem;font-weight:600;color:var(--act);border-bottom:1px solid var(--line);
padding-bottom:.75rem}
h1{font-size:2rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 1rem}
p{margin:0 0 1.25rem}.soft{color:var(--soft);font-size:.9375rem}
.notice{border-left:4px solid var(--act);padding:.5rem 0 .5rem 1rem}
form{display:inline-block;margin:0 .75rem .75rem 0}form.wide{display:block;margin:0 0 1.5rem}
label{display:block;font-weight:600;margin:0 0 .35rem}
input:not([type=hidden]){display:block;width:100%;min-height:2.75rem;margin:0 0 1rem;
padding:.5rem .75rem;border:2px solid var(--soft);border-radius:4px;background:var(--paper);
color:var(--ink);font:inherit}input[readonly]{border-style:dotted}
.problem{border:4px solid var(--bad);padding:.75rem 1rem;margin:0 0 1.5rem}
.problem h2{font-size:1.25rem;margin:0 0 .25rem}.problem p{margin:0}
button{min-height:2.75rem;padding:.6rem 1.25rem;border:2px solid var(--act);border-radius:4px;
background:var(--act);color:var(--on-act);font:inherit;font-weight:600;cursor:pointer}
button.second{background:transparent;color:var(--act)}
a{color:var(--act)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
"""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways in beside the password: whether mail goes out; the single sign-on's name, if any."""

    mail: bool
    sign_on: str = ""


def door_page(onward: str, ways: Ways, notice: str = "", problem: str = "") -> str:
    """Write the door: single sign-on and a code by mail where there are, and a password's form."""
    next_, mail = escape(quote(onward, safe="")), ways.mail
    by_sign_on = (
        f'<form class="wide" method="post" action="/door/sign-on?next={next_}">'
        f"<button>Sign in with {escape(ways.sign_on)}</button></form>"
        if ways.sign_on
        else ""
    )
    by_mail = (
        f'<form class="wide" method="post" action="/door/code?next={next_}">{email_field()}'
        f"<button{_second(ways.sign_on)}>E-mail me a code</button></form>"
        if mail
        else ""
    )
    forgotten = (
        '<p><a href="/door/forgotten">Forgotten your password?</a></p>'
        if mail
        else "<p>No password yet, or forgotten it? Ask the chair to set one for you.</p>"
    )
    return page(
        "Sign in",
        problem_html(problem) + notice_html(notice) + "<h1>Sign in to take part</h1>"
        "<p>Here a text is read, questioned and agreed by the people it concerns. "
        "What is written here is for those who were invited.</p>"
        f'{by_sign_on}{by_mail}<form method="post" action="/door?next={next_}">'
        f"<button{_second(ways.sign_on or mail)}>Sign in with your password</button></form>"
        f'{forgotten}<p class="soft">Signing in sets only the cookies that keep you signed in. '
        "Nobody else reads them.</p>",
    )


def _second(other: object) -> str:
    return ' class="second"' if other else ""


def email_field() -> str:
    """Write the field for an e-mail address; the browser fills it in where it knows it."""
    return (
        '<label for="email">Your e-mail address</label>'
        '<input id="email" name="email" type="email" autocomplete="username" '
        'autocapitalize="none" spellcheck="false" required>'
    )


def sign_out_page() -> str:
    """Write the page that asks where to sign out."""
    return page(
        "Sign out",
        "<h1>Sign out</h1><p>What you have sent is kept.</p>"
        '<form method="post" action="/auth/sign-out"><button>Sign out here</button></form>'
        '<form method="post" action="/auth/sign-out?everywhere=1">'
        '<button class="second">Sign out on every device</button></form>'
        '<p><a href="/">Go back</a></p>',
    )


def notice_html(sentence: str) -> str:
    """Write what was just done, or nothing."""
    return f'<p class="notice" role="status">{escape(sentence)}</p>' if sentence else ""


def problem_html(sentence: str) -> str:
    """Write what is in the way and what to do, or nothing."""
    if not sentence:
        return ""
    said = f"<h2>There is a problem</h2><p>{escape(sentence)}</p>"
    return f'<div class="problem" role="alert">{said}</div>'


def page(title: str, body: str) -> str:
    """Write a whole page around a body that is HTML already."""
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)} – Drafting</title><style>{_STYLE}</style></head>"
        f'<body><main><p class="name">Drafting</p>{body}</main></body></html>'
    )
