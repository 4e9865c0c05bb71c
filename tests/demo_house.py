"""The demo, served, with a session for everybody of it begun before the server starts."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
from serving import Server
from small_house import begin_session

from drafting.demo import accounts
from drafting.domain.people import HOUSE
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.sessions import SESSION
from drafting.ui.visit import wall_clock

# Whom round 3 of the demo asked, and who has not answered it yet.
UNHEARD = (
    "science@smalldiagnostics.example",
    "research@surgicalinstruments.example",
    "innovation@patientmonitoring.example",
    "operations@orthopaedics.example",
    "dean@firstuniversity.example",
    "enterprise@firstuniversity.example",
    "innovation@teachinghospital.example",
    "digital@integratedcare.example",
    "export@growthagency.example",
    "manager@sciencepark.example",
    "skills@combinedauthority.example",
    "planning@countycouncil.example",
    "coordinator@carersnetwork.example",
    "manager@heartgroup.example",
)


def account(role: str) -> str:
    """Return the address of the demo's first account of a role."""
    return next(one.email for one in accounts() if one.role == role)


class DemoHouse:
    """A copy of the played demo and its server; whoever comes is signed in already."""

    def __init__(self, played: Path, file: Path) -> None:
        shutil.copyfile(played, file)
        database = Database.open(file)
        people = Archive(database, HOUSE, wall_clock).stakeholders()
        # Two hours ahead: who comes late in a slow run was not away for too long.
        self.tokens = {
            one.email: begin_session(database, one, f"token-of-{one.id}", timedelta(hours=2))
            for one in people
        }
        database.close()
        self.server = Server(file)

    def cookie(self, email: str) -> Any:
        """Return the cookie of somebody's session, as Playwright takes it."""
        return {
            "name": SESSION,
            "value": self.tokens[email],
            "domain": urlsplit(self.server.url).hostname,
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }

    def count(self, sql: str) -> int:
        """Count in the database as it stands, while it is served: in a copy."""
        copy = self.server.file.with_suffix(".copy")
        for ending in ("", ".wal"):
            log = Path(f"{self.server.file}{ending}")
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if log.exists():
                shutil.copyfile(log, f"{copy}{ending}")
        with duckdb.connect(str(copy)) as database:
            row = database.execute(sql).fetchone()
        assert row is not None
        return int(row[0])
