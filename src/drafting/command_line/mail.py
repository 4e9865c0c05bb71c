"""The command that sends what waits in the outbox."""

import os
from collections import Counter

import typer

from drafting.command_line.house import DEFAULT, ROOT, DatabaseOption, opened
from drafting.command_line.tools import tools
from drafting.domain.errors import NotAcceptable
from drafting.domain.letters.outbox import State
from drafting.domain.people import HOUSE
from drafting.exchange.mail.settings import mail_settings, secrets_in, site_address
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post


def send_mail(context: typer.Context, database: DatabaseOption = DEFAULT) -> None:
    """Send the letters that wait in the outbox, each once.

    By the mail server of DRAFTING_SMTP_*. Stop the server first: one program has the file open.
    """
    secrets = secrets_in(ROOT / ".streamlit" / "secrets.toml")
    settings = mail_settings(os.environ, secrets)
    if settings is None:
        raise NotAcceptable("No mail server is set. Set DRAFTING_SMTP_HOST; the README says how.")
    means = Means(settings, site_address(os.environ, secrets, "http://localhost:8501"))
    chosen = tools(context)
    with opened(context, database) as house:
        keys = MailKeys(house.database, chosen.clock, chosen.new_secret)
        post = Post(house.database, house.process, house.clock, house.workshop, keys, means)
        before = Counter(one.state(house.clock()) for one in house.archive.letters())
        try:
            post.send_due(HOUSE)
        finally:
            post.stop()
            after = Counter(one.state(house.clock()) for one in house.archive.letters())
            typer.echo(
                f"{after[State.SENT] - before[State.SENT]} sent, {after[State.WAITING]} wait, "
                f"{after[State.FAILED]} not delivered, "
                f"{after[State.PERHAPS] + after[State.GOING]} perhaps sent. "
                "The page Outbox shows each."
            )
