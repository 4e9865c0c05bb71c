"""Spreadsheets through LibreOffice: what Excel would see, as far as a test machine can tell."""

import shutil
import subprocess
from pathlib import Path

import pytest


def to_format(file: Path, to: str, folder: Path, infilter: str = "") -> Path:
    """Convert a spreadsheet headless; skip where LibreOffice has no Calc."""
    office = shutil.which("soffice")
    calc = office and list(Path(office).resolve().parent.glob("libsclo.*"))
    if not office or not calc:
        pytest.skip("needs LibreOffice Calc: apt-get install libreoffice-calc-nogui")
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}"]
    command += [f"--infilter={infilter}"] if infilter else []
    command += ["--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{to}"
