"""Setting a letter as a message: plain text and HTML that fetch nothing and tell nobody."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from html import escape
from textwrap import fill

from drafting.domain.letters.said import Bullets, Button, Heading, Part, Quote, Said
from drafting.domain.unseen import beside, seen, straight

WIDE = 72
NOT_YET = "the link is made when the letter goes out"
STOP = "Stop reminders"

# The colours are those of the doors. Many mail programs drop <style>, so each part has its own.
_STYLE = """
body{margin:0;padding:0}
@media (prefers-color-scheme:dark){
.paper,.sheet{background:#10181f !important;color:#e8eef2 !important}
.soft{color:#b4c0c9 !important}.rule{border-color:#3a4b57 !important}
.act{background:#6cc3e0 !important;color:#10181f !important}.link{color:#6cc3e0 !important}
}
"""
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_P = "margin:0 0 16px;font-size:17px;line-height:1.5"


def as_text(said: Said, site: str, stop: str = "") -> str:
    """Set a letter as plain text; `stop` is the path of the link that stops letters like it."""
    blocks = [_text(part, site) for part in said.parts]
    if said.can_be_stopped and stop:
        blocks.append(f"{STOP}:\n{site}{stop}\n{_still()}")
    return "\n\n".join(blocks) + "\n"


def _text(part: Part, site: str) -> str:
    if isinstance(part, Heading):
        return f"{beside(part.words)}\n{'-' * min(len(part.words), WIDE)}"
    if isinstance(part, Quote):
        return "\n".join(_filled(line, "> ") for line in part.words.splitlines() if line.strip())
    if isinstance(part, Bullets):
        return "\n".join(_filled(item, "- ", "  ") for item in part.items)
    if isinstance(part, Button):
        return f"{beside(part.label)}:\n{_address(part, site)}"
    return "\n".join(_filled(line) for line in part.words.splitlines() if line.strip())


def _filled(words: str, first: str = "", rest: str | None = None) -> str:
    lines = fill(
        " ".join(words.split()),
        WIDE,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return beside(lines)


def _address(button: Button, site: str) -> str:
    return f"({NOT_YET})" if button.path is None else site + button.path


def as_html(said: Said, site: str, stop: str = "") -> str:
    """Set a letter as a page of HTML with everything escaped, no images and nothing fetched."""
    stopping = (
        f'<p class="soft" style="{_P};font-size:14px;color:#44525e">'
        f'<a class="link" style="color:#0b5c7a" href="{escape(site + stop)}">{STOP}</a>. '
        f"{escape(_still())}</p>"
        if said.can_be_stopped and stop
        else ""
    )
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        f"<title>{_shown(said.subject)}</title><style>{_STYLE}</style></head>"
        '<body class="paper" style="margin:0;background:#ffffff;color:#14202b">'
        '<div class="sheet" style="max-width:600px;margin:0 auto;padding:24px 20px;'
        f'background:#ffffff;color:#14202b;{_FONT}">'
        f"{parts_html(said, site)}{stopping}</div></body></html>"
    )


def parts_html(said: Said, site: str) -> str:
    """Set the parts of a letter as HTML."""
    return "".join(_html(part, site) for part in said.parts)


def _html(part: Part, site: str) -> str:
    if isinstance(part, Heading):
        return (
            '<h2 style="margin:28px 0 12px;font-size:20px;line-height:1.3">'
            f"{_shown(part.words)}</h2>"
        )
    if isinstance(part, Quote):
        return (
            '<blockquote class="soft rule" style="margin:0 0 16px;padding:2px 0 2px 14px;'
            "border-left:4px solid #c9d3da;font-size:17px;line-height:1.5;color:#44525e;"
            f'white-space:pre-line">{_shown(part.words)}</blockquote>'
        )
    if isinstance(part, Bullets):
        items = "".join(f'<li style="margin:0 0 8px">{_shown(item)}</li>' for item in part.items)
        return f'<ul style="{_P};padding-left:22px">{items}</ul>'
    if isinstance(part, Button):
        if part.path is None:
            return f'<p style="{_P}"><strong>{_shown(part.label)}</strong> ({escape(NOT_YET)})</p>'
        return (
            f'<p style="margin:0 0 24px"><a class="act" href="{escape(site + part.path)}" '
            'style="display:inline-block;padding:13px 22px;border-radius:4px;background:#0b5c7a;'
            f'color:#ffffff;font-size:17px;font-weight:600;text-decoration:none">'
            f"{_shown(part.label)}</a></p>"
        )
    return f'<p style="{_P};white-space:pre-line">{_shown(part.words)}</p>'


def _shown(words: str) -> str:
    return escape(beside(words))


def _still() -> str:
    return "Letters about new rounds still come: one for each round."


def message(
    said: Said,
    name: str,
    email: str,
    sender: Address,
    site: str,
    moment: datetime,
    letter_id: str,
    stop: str = "",
) -> EmailMessage:
    """Make the message of a letter. The same letter has the same Message-ID, however often tried.

    Reminders carry the headers of RFC 8058, so that mail programs show a way to stop them.
    """
    made = EmailMessage(SMTP if email.isascii() else SMTPUTF8)
    user, _, host = email.partition("@")
    made["Subject"] = " ".join(straight(said.subject).split())
    made["From"] = sender
    made["To"] = Address(" ".join(seen(name).split()), user, host)
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = f"<{letter_id}@{sender.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = "en-GB"
    if said.can_be_stopped and stop:
        made["List-Unsubscribe"] = f"<{site}{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(as_text(said, site, stop), cte="quoted-printable")
    made.add_alternative(as_html(said, site, stop), subtype="html", cte="quoted-printable")
    return made
