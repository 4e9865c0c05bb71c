"""`drafting send-mail` sends what waits, and says how many."""

import os
import subprocess
from pathlib import Path

from commands import run
from mail.mail_server import MailServer
from small_house import SmallHouse

from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.ui.visit import wall_clock


def send_mail(file: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if "DRAFTING_" not in name}
    return run(["send-mail", "--database", str(file)], "", {**bare, **settings})


def test_what_waits_is_sent_once_by_the_command(tmp_path: Path, mail_server: MailServer) -> None:
    house = SmallHouse(tmp_path / "small.duckdb")
    asking = Archive(house.database, HOUSE, wall_clock).rounds()[0]
    people = [house.people[name].id for name in ("Ann", "Ben")]
    house.workshop.write_letters(house.people["Zoe"], Sort.ROUND, people, asking.id)
    house.close()

    unset = send_mail(house.file, {})
    first = send_mail(house.file, mail_server.settings)
    second = send_mail(house.file, mail_server.settings)

    assert unset.returncode == 1 and "No mail server is set. Set DRAFTING_SMTP_HOST" in unset.stderr
    assert first.stdout.startswith("2 sent, 0 wait, 0 not delivered, 0 perhaps sent.")
    assert second.stdout.startswith("0 sent, 0 wait")
    assert mail_server.got == {"ann@people.example": 1, "ben@people.example": 1}
    mail_server.stop()
    assert "Traceback" not in send_mail(house.file, mail_server.settings).stderr
