"""The plain pages of the doors: HTML of ours, a few kilobytes, without script."""

from html import escape
from urllib.parse import quote

_STYLE = """
:root{color-scheme:light dark;--ink:#1b2b2f;--soft:#4c5b5f;--paper:#fbfaf7;--line:#d6d3ca;
--teal:#0b5563;--on-teal:#fff;--focus:#b45309}
@media (prefers-color-scheme:dark){:root{--ink:#e9ebe8;--soft:#b3bdbe;--paper:#10191c;
--line:#33444a;--teal:#7cc4cf;--on-teal:#0b1a1e;--focus:#f5b94a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:14vh 1.25rem 3rem}
.name{margin:0 0 2.5rem;font-family:Georgia,"Times New Roman",serif;font-size:1.125rem;
color:var(--teal);border-bottom:1px solid var(--line);padding-bottom:.75rem}
h1{font-family:Georgia,"Times New Roman",serif;font-weight:600;font-size:2rem;line-height:1.2;
margin:0 0 1rem}
p{margin:0 0 1.25rem}.soft{color:var(--soft);font-size:.9375rem}
.notice{border-left:4px solid var(--teal);padding:.5rem 0 .5rem 1rem}
form{display:inline-block;margin:0 .75rem .75rem 0}
button{min-height:2.75rem;padding:.6rem 1.25rem;border:2px solid var(--teal);border-radius:4px;
background:var(--teal);color:var(--on-teal);font:inherit;font-weight:600;cursor:pointer}
button.second{background:transparent;color:var(--teal)}
a{color:var(--teal)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
"""


def door_page(onward: str, notice: str = "") -> str:
    """Write the door: one button that leads to the sign-in form and then to `onward`."""
    return _page(
        "Sign in",
        _notice(notice) + "<h1>Sign in to take part</h1>"
        "<p>Here a text is read, questioned and agreed by the people it concerns. "
        "What is written here is for those who were invited.</p>"
        f'<form method="post" action="/door?next={escape(quote(onward, safe=""))}">'
        "<button>Sign in with your password</button></form>"
        '<p class="soft">Signing in sets one cookie, which says that you are you. '
        "Nobody else reads it, and it ends when you sign out.</p>",
    )


def sign_out_page() -> str:
    """Write the page that asks where to sign out."""
    return _page(
        "Sign out",
        "<h1>Sign out</h1><p>What you have sent is kept.</p>"
        '<form method="post" action="/auth/sign-out"><button>Sign out here</button></form>'
        '<form method="post" action="/auth/sign-out?everywhere=1">'
        '<button class="second">Sign out on every device</button></form>'
        '<p><a href="/">Go back</a></p>',
    )


def _notice(sentence: str) -> str:
    return f'<p class="notice" role="status">{escape(sentence)}</p>' if sentence else ""


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(title)} – Drafting</title><style>{_STYLE}</style></head>"
        f'<body><main><p class="name">Drafting</p>{body}</main></body></html>'
    )
