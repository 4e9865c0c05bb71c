"""What leaves the house, as files and as letters, gives no name that a promise keeps back."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from email.headerregistry import Address
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest
from anonymity_house import AnonymityHouse, leaks
from commands import drafting
from pypdf import PdfReader

from drafting.domain.letters.facts import Sort
from drafting.domain.letters.wording import invitation, reminder, round_letter
from drafting.domain.people import HOUSE, Act, Role, Stakeholder
from drafting.domain.rounds import Anonymity
from drafting.exchange import docx
from drafting.exchange.mail.setting import as_html, as_text, message
from drafting.exchange.record import as_html as record_html
from drafting.exchange.record import as_pdf, as_word, record_of, written
from drafting.store.mail_doors import Opens
from drafting.ui.mail_keys import MailKeys
from drafting.ui.mail_pages import reminders_page, run_out_page
from drafting.ui.post import STOPPING
from drafting.ui.visit import Visit, new_token
from drafting.ui.word import _redlined

SITE = "https://text.example.org"
SENDER = Address("The office", "office", "text.example.org")
# Files of facts that say who is there, who is asked and written to, and who signed.
_TOLD_OF_ALL = {"stakeholder", "organisation", "invitation", "role_given", "password_set"}
_TOLD_OF_ALL |= {"second_factor_turned"}
_WRITTEN_TO = {"letter", "letter_tried", "letter_sent", "reminder_choice", "sign_off", "act"}
OF_THE_REGISTER = _TOLD_OF_ALL | _WRITTEN_TO


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[AnonymityHouse, Path]:
    """Build the house; return it, open in a copy, and the file that nobody holds open."""
    folder = tmp_path_factory.mktemp("names")
    house = AnonymityHouse(folder / "built.duckdb")
    house.database.close()
    shutil.copyfile(folder / "built.duckdb", folder / "open.duckdb")
    house.open_again(folder / "open.duckdb")
    return house, folder / "built.duckdb"


@pytest.fixture(scope="module")
def house(built: tuple[AnonymityHouse, Path]) -> Iterator[AnonymityHouse]:
    yield built[0]
    built[0].database.close()


@pytest.fixture(scope="module")
def file(built: tuple[AnonymityHouse, Path]) -> Path:
    return built[1]


def in_words(name: str, file: bytes) -> str:
    """Return all that a file holds as text, zipped and packed as it may be."""
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(BytesIO(file)) as packed:
            parts = [packed.read(one) for one in packed.namelist()]
            return "\n".join(one.decode("utf-8", "replace") for one in parts)
    if name.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if name.endswith(".parquet"):
        return str(pd.read_parquet(BytesIO(file)).to_csv())
    return file.decode("utf-8")


def exported(file: Path, folder: Path, *form: str) -> dict[str, str]:
    """Export a house; return each file's name and its words."""
    done = drafting("export", folder, *form, "--database", file)
    assert done.returncode == 0, done.stderr
    files = [one for one in sorted(folder.rglob("*")) if one.is_file()]
    return {str(one.relative_to(folder)): in_words(one.name, one.read_bytes()) for one in files}


def given_away(house: AnonymityHouse, files: dict[str, str]) -> list[str]:
    return [
        f"{name}: {one}"
        for name, text in files.items()
        for one in leaks(
            house, None, "register" if Path(name).stem in OF_THE_REGISTER else "answers", text
        )
    ]


def test_an_export_names_nobody_who_spoke_as_a_sector_and_the_whole_says_that_it_does(
    house: AnonymityHouse, file: Path, tmp_path: Path
) -> None:
    plain = exported(file, tmp_path / "plain")
    whole = exported(file, tmp_path / "whole", "--whole")

    assert given_away(house, plain) == []
    told = given_away(house, whole)
    assert any("rating" in one for one in told), "the search finds what --whole gives away"
    assert "whole house: keep it like the database itself" in whole["README.md"]


@pytest.mark.parametrize("place", ["word", "record"])
def test_word_files_and_records_name_whom_the_reader_may_know(
    house: AnonymityHouse, place: str
) -> None:
    found, searched = [], ""
    for reader in house.readers().values():
        if not reader.may(Act.READ_PROGRESS):
            continue
        for goes_on, ends in house.texts.values():
            made = word_of(house, reader, goes_on.id) if place == "word" else {}
            if place == "record":
                record = record_of(house.archive(reader).closed_text(ends.id))
                made = {
                    "pdf": as_pdf(record),
                    "docx": as_word(record),
                    "html": record_html(record).encode(),
                    "json": written(record),
                }
            for ending, content in made.items():
                text = in_words(f"a.{ending}", content)
                searched += text
                found += leaks(house, reader, place, text)

    assert found == []
    assert "remarkedquillsby" in searched, "what people said is there"


def word_of(house: AnonymityHouse, reader: Stakeholder, document: str) -> dict[str, bytes]:
    """Write the Word file with comments that the text's page offers this reader."""
    page = SimpleNamespace(actor=reader, archive=house.archive(reader))
    drafts = page.archive.drafts(document)
    text = page.archive.document(document)
    # The earlier draft holds the comments of a whole round.
    return {"docx": _redlined(cast(Visit, page), text, drafts[0], drafts[0], docx)}


def test_letters_tell_nobody_what_was_promised_to_be_kept_in_words_or_headers(
    house: AnonymityHouse,
) -> None:
    """What the owner gets, headers and all, and what the chair reads of it in the outbox."""
    by_id = {one.person.id: one for one in house.planted}
    keys = MailKeys(house.database, house.clock, new_token)
    found, sorts, headers = [], set(), set()
    for letter in house.archive(house.chair).letters():
        owner = by_id[letter.letter.stakeholder_id]
        link = STOPPING + keys.new_link(owner.person.id, Opens.REMINDERS, timedelta(days=1))
        for reader in (HOUSE, house.chair):
            if letter.letter.sort is Sort.INVITATION:
                said = invitation(owner.person, "A text", "The chair", house.clock(), None)
            else:
                told = house.archive(reader).round_letter(owner.person.id, letter.letter.round_id)
                said = (round_letter if letter.letter.sort is Sort.ROUND else reminder)(told)
            sorts.add(letter.letter.sort)
            sent = message(
                said, owner.person.name, owner.email, SENDER, SITE, house.clock(), letter.id, link
            )
            headers |= set(sent.keys())
            words = "\n".join(f"{name}: {value}" for name, value in sent.items())
            words += as_text(said, SITE, link) + as_html(said, SITE, link)
            if reader is HOUSE:
                found += leaks(house, owner.person, "letter", words)
                assert owner.person.id not in sent.as_string(), "ids stay in the house"
            else:
                found += leaks(house, house.chair, "post", words)

    assert found == []
    assert sorts == {Sort.ROUND, Sort.REMINDER, Sort.INVITATION}
    assert {"To", "Subject", "From", "Message-ID", "List-Unsubscribe"} <= headers


def test_whoever_opens_a_link_of_a_letter_learns_nobody_s_name(house: AnonymityHouse) -> None:
    stranger = house.by_role[Role.OBSERVER]
    keys = MailKeys(house.database, house.clock, new_token)
    for one in house.planted:
        token = keys.new_link(one.person.id, Opens.REMINDERS, timedelta(days=1))
        shown = [
            reminders_page(token, wanted, done)
            for wanted in (True, False)
            for done in (True, False)
        ]
        shown.append(run_out_page("This link has run out.", mail=True))

        assert leaks(house, stranger, "door", STOPPING + token + "".join(shown)) == []


def test_the_search_finds_a_name_that_is_quoted_beside_what_its_owner_said(
    house: AnonymityHouse,
) -> None:
    veiled = house.of(Anonymity.SECTOR_ONLY)[0]
    named = house.of(Anonymity.NAMED_TO_CHAIR)[0]
    bystander = house.by_role[Role.STAKEHOLDER]
    quoted = f"{veiled.opinion}, says {veiled.surname.upper()}"

    assert len(leaks(house, house.chair, "people", quoted)) == 1
    assert leaks(house, house.chair, "people", veiled.surname) == []
    assert leaks(house, veiled.person, "vision", quoted) == []
    assert len(leaks(house, bystander, "vision", named.surname)) == 1
    assert leaks(house, house.chair, "vision", named.surname) == []
