"""From the invitation in a mail to the last answer of a round, on a phone, counted tap by tap."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from barriers import barriers, looks, ours
from mail.mail_server import MailServer
from playwright.sync_api import Browser, Locator, Page, expect
from serving import Server, at_rest
from small_house import PASSWORD, SmallHouse, email

from drafting.domain.documents import Kind
from drafting.domain.letters.facts import Sort
from drafting.domain.people import HOUSE, Stakeholder
from drafting.exchange.mail.settings import mail_settings
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.ui.mail_keys import MailKeys
from drafting.ui.mail_pages import reminders_page, sent_page, welcome_page
from drafting.ui.post import Means, Post
from drafting.ui.visit import new_token, wall_clock
from drafting.workshop import Workshop

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
MOST_TAPS, MOST_FIELDS = 25, 3
TITLES = ("Skills", "Data", "Diagnosis", "Adoption", "Business", "Equity")
LINK = re.compile(r"http://127\.0\.0\.1:\d+/door/welcome\?link=\S+")


class Hand:
    """A thumb on a phone: counts what it taps and which fields it types into."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.fields = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, what: Locator, words: str) -> None:
        what.fill(words)
        self.fields += 1


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def invited(
    tmp_path_factory: pytest.TempPathFactory, mail_server: MailServer
) -> Iterator[tuple[Server, Stakeholder]]:
    """Serve a round on a Vision and six Missions, to which somebody new was invited by mail."""
    house = SmallHouse(tmp_path_factory.mktemp("mail") / "small.duckdb")
    serving = Server(house.file)
    workshop, chair = house.workshop, house.people["Zoe"]
    workshop.close_round(chair, Archive(house.database, HOUSE, wall_clock).rounds()[0].id, "Done")
    new = workshop.register(HOUSE, "Nia Newcomer", "nia@people.example", "Nia & Co", "NHS")
    asked = [house.draft.id]
    for title in TITLES:
        mission = workshop.begin_document(chair, Kind.MISSION, title)
        asked.append(workshop.publish(chair, mission.id, f"# {title}\n\nWe begin in May.").id)
    now = wall_clock()
    workshop.open_round(chair, "Round 2", asked, now, now + timedelta(days=7))
    workshop.write_letters(chair, Sort.INVITATION, [new.id])
    post = post_of(house.database, workshop, mail_server, serving.url)
    post.send_due(chair)
    post.stop()
    house.close()
    with pytest.MonkeyPatch.context() as environment:
        for name, value in mail_server.settings.items():
            environment.setenv(name, value)
        environment.setenv("DRAFTING_ADDRESS", serving.url)
        serving.start()
        yield serving, new
        serving.stop()


def post_of(database: Database, workshop: Workshop, server: MailServer, site: str) -> Post:
    process = Archive(database, HOUSE, wall_clock).process()
    assert process
    keys = MailKeys(database, wall_clock, new_token)
    means = Means(mail_settings(server.settings, {}), site)
    return Post(database, process, wall_clock, workshop, keys, means)


def text_to(server: MailServer, address: str) -> str:
    until = time.monotonic() + 20
    while not server.to(address) and time.monotonic() < until:
        time.sleep(0.05)
    body = server.to(address)[-1].get_body(("plain",))
    assert body
    return str(body.get_content())


def answer_everything(hand: Hand) -> None:
    """Answer each text that is still owed with one tap; the next one then stands there."""
    for number in range(1, 2 + len(TITLES)):
        expect(hand.page.get_by_text(f"Text {number} of {1 + len(TITLES)}").first).to_be_visible()
        at_rest(hand.page)
        hand.tap(hand.page.get_by_role("button", name="Support", exact=True))


def test_from_the_invitation_to_the_last_of_seven_answers(
    invited: tuple[Server, Stakeholder], mail_server: MailServer, browser: Browser
) -> None:
    _, new = invited
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    hand = Hand(context.new_page())
    page = hand.page
    link = LINK.search(text_to(mail_server, new.email))
    assert link
    page.goto(link[0])
    hand.taps += 1  # the link in the mail
    assert len(page.content()) < 12_000
    hand.type(page.get_by_label("Your password"), PASSWORD)
    hand.tap(page.get_by_role("button", name="Choose this password and begin"))
    page.locator(".d-head").wait_for()
    expect(page.get_by_role("heading", name="Your turn")).to_be_visible()

    answer_everything(hand)

    print(f"\n{hand.taps} taps and {hand.fields} typed fields for 7 texts at 390 px")
    expect(page.get_by_text("You have answered everything")).to_be_visible()
    expect(page.get_by_role("heading", name="Your answers are in")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Reference [0-9A-F]{4}-[0-9A-F]{4}\."))).to_be_visible()
    for title in ("Our vision", *TITLES):
        expect(page.get_by_role("button", name=f"Change: {title} (Support)")).to_be_visible()
    context.close()
    assert hand.fields <= MOST_FIELDS
    assert hand.taps <= MOST_TAPS


def test_no_page_that_mail_opens_and_no_letter_keeps_anybody_out(
    invited: tuple[Server, Stakeholder], mail_server: MailServer, browser: Browser
) -> None:
    serving, new = invited
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    letters = mail_server.to(new.email)
    link = LINK.search(text_to(mail_server, new.email))
    assert letters and link
    faults = []

    def look_over(where: str) -> None:
        for look in looks(page):
            faults.extend(f"{where}, {look}: {one}" for one in ours(barriers(page)))

    addresses = ("/door", "/door/forgotten", "/door/welcome?link=none", "/auth/sign-out")
    for address in addresses:
        page.goto(serving.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look_over(address)
    page.goto(serving.url + "/door")
    page.get_by_label("Your e-mail address").fill(email("Ben"))
    page.get_by_role("button", name="E-mail me a code").click()
    page.get_by_label("Code of six digits").fill("000000")
    look_over("the code")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_over("a wrong code")
    for title, html in pages_of_links():
        page.set_content(html)
        look_over(title)
    for letter in letters:
        body = letter.get_body(("html",))
        assert body
        page.set_content(str(body.get_content()))
        look_over(str(letter["Subject"]))
    context.close()

    assert faults == []


def pages_of_links() -> list[tuple[str, str]]:
    """Write the pages of links that would be used up or are mailed only with a reminder."""
    return [
        ("welcome", welcome_page("Nia", "nia@people.example", "token", True)),
        ("welcome, too short", welcome_page("Nia", "nia@people.example", "token", True, "No.")),
        ("reminders", reminders_page("token", True)),
        ("no reminders", reminders_page("token", False, done=True)),
        ("a link on its way", sent_page()),
    ]


def test_a_code_by_mail_leads_to_the_page_that_was_asked_for(
    invited: tuple[Server, Stakeholder], mail_server: MailServer, browser: Browser, tmp_path: Path
) -> None:
    serving, _ = invited
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{serving.url}/missions?text=2")
    page.get_by_label("Your e-mail address").fill(email("Ann Ashworth"))
    page.get_by_role("button", name="E-mail me a code").click()
    code = re.search(r"(\d{3}) (\d{3})", text_to(mail_server, email("Ann Ashworth")))
    assert code
    page.get_by_label("Code of six digits").fill(code[1] + code[2])
    page.get_by_role("button", name="Sign in").click()
    page.locator(".d-head").wait_for()
    expect(page).to_have_url(f"{serving.url}/missions?text=2")
    context.close()


def test_the_chair_reads_and_sends_letters_in_the_outbox(
    invited: tuple[Server, Stakeholder], mail_server: MailServer, browser: Browser
) -> None:
    serving, _ = invited
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{serving.url}/post")
    page.get_by_role("button", name="Sign in with your password").click()
    page.get_by_label("E-mail address").fill(email("Zoe Chairwoman"))
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Outbox")).to_be_visible()
    before = len(mail_server.letters)
    page.get_by_text("See who, and read the letter to").click()
    expect(page.get_by_text("asks for your view on 7 texts").first).to_be_visible()
    at_rest(page)
    page.get_by_role("button", name="Send 3 letters").click()
    expect(page.get_by_text("4 of 4 letters are sent")).to_be_visible()
    assert len(mail_server.letters) == before + 3

    page.get_by_role("button", name="Send a test letter to myself").click()
    expect(page.get_by_text("A test letter is on its way")).to_be_visible()
    assert len(mail_server.to(email("Zoe Chairwoman"))) == 1
    context.close()


def test_nothing_secret_is_in_the_log(invited: tuple[Server, Stakeholder]) -> None:
    serving, _ = invited
    assert "link=" not in serving.log.read_text()
