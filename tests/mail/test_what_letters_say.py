"""A letter tells its reader what became of their own points, and nobody else of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default

import pytest
from cast import ArchiveOf, Asks, Clock, People, Text
from hypothesis import given, settings
from hypothesis import strategies as st
from mail.mail_server import MailServer

from drafting.domain.comments import Decision
from drafting.domain.errors import NotAllowed
from drafting.domain.letters.facts import Sort
from drafting.domain.letters.said import Bullets, Button, Heading, Paragraph, Quote, Said
from drafting.domain.letters.wording import reminder, round_letter
from drafting.domain.people import HOUSE
from drafting.domain.ratings import Objecting, Score
from drafting.domain.rounds import Anonymity, RoundNow
from drafting.domain.sight import Sight
from drafting.exchange.mail.setting import as_html, as_text, message
from drafting.store.archive import Archive
from drafting.ui.post import Post
from drafting.workshop import Workshop

SITE = "https://text.example.org"
WHY = Objecting("We farm no data without consent.", "The word farm", "Say gather")
SECOND = "By 2030 every patient"
HOSTILE = '<img src="https://evil.example/x.png"><script>alert(1)</script>"\'&'


@pytest.fixture
def two_rounds(
    workshop: Workshop, people: People, vision: Text, rule: object, clock: Clock
) -> Callable[[Anonymity, Anonymity], RoundNow]:
    """Hold a round in which Ann objects and Ben comments, answer both, and open the next."""

    def hold(first: Anonymity, then: Anonymity) -> RoundNow:
        chair, draft = people.chair, vision.draft
        asking = workshop.open_round(
            chair, "Round 1", [draft.id], clock.now, clock.now + timedelta(days=7), anonymity=first
        )
        clock.advance(hours=1)
        rating = workshop.rate(people["Ann"], draft.id, Score.RESERVATIONS, WHY)
        comment = workshop.comment(people["Ben"], draft.id, f"When? {HOSTILE}", SECOND)
        workshop.rate(people["Ben"], draft.id, Score.SUPPORT)
        said = Archive(workshop._ledger._database, people["Ann"], clock).objections(vision.id)
        workshop.dispose(chair, said[0].id, Decision.ACCEPTED, "Gather is the better word.")
        workshop.dispose(chair, comment.id, Decision.DECLINED, "2030 stands in the law.")
        assert rating.draft_id == draft.id
        clock.set(asking.closes_at)
        new = workshop.publish(
            chair, vision.id, draft.text.replace("We farm no data", "We gather no data"), "Better"
        )
        return workshop.open_round(
            chair, "Round 2", [new.id], clock.now, clock.now + timedelta(days=7), anonymity=then
        )

    return hold


def letter_of(archive: Archive, person: str, asking: RoundNow) -> str:
    told = round_letter(archive.round_letter(person, asking.id))
    return " ".join(as_text(told, SITE).split())


def test_each_reads_what_became_of_their_own_points_and_of_nobody_else_s(
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow],
    people: People,
    archive_of: ArchiveOf,
) -> None:
    asking = two_rounds(Anonymity.NAMED_TO_CHAIR, Anonymity.NAMED_TO_CHAIR)
    ann, ben, cat = people["Ann"], people["Ben"], people["Cat"]
    anns, bens, cats = (letter_of(archive_of(HOUSE), one.id, asking) for one in (ann, ben, cat))

    for words in (
        "Your objection on Our vision, draft 1",
        "The word farm",
        "Say gather",
        "Accepted. Gather is the better word.",
        "1 word added, 1 removed since draft 1, which you answered “Serious reservations”",
        "Round 2 is open until Sunday 15 March 2026, 9:00 am UK time",
        "We gather no data without consent.",
    ):
        assert words in anns
    assert "Declined. 2030 stands in the law." in bens and "Draft 2 keeps this passage" in bens
    assert "Gather is the better" not in bens and "2030 stands" not in anns
    assert "What became" not in cats and "which you answered" not in cats
    for letter in (anns, bens, cats):
        others = [one.name for one in people.stakeholders if f"Dear {one.name}" not in letter]
        assert len(others) == 8 and not [name for name in others if name in letter]


@pytest.mark.parametrize("first", Anonymity)
@pytest.mark.parametrize("then", Anonymity)
def test_the_chair_s_copy_holds_what_the_chair_may_know(
    first: Anonymity,
    then: Anonymity,
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow],
    people: People,
    archive_of: ArchiveOf,
) -> None:
    asking = two_rounds(first, then)
    ann, cat, gus = people["Ann"], people["Cat"], people["Gus"]
    chair = archive_of(people.chair)
    copies = [letter_of(chair, one.id, asking).replace(one.name, "NAME") for one in (ann, cat, gus)]
    secret = Anonymity.SECTOR_ONLY in (first, then)

    assert ("The word farm" in copies[0]) == (not secret)
    assert ("Serious reservations" in copies[0]) == (not secret)
    if secret:
        assert copies[0] == copies[1] == copies[2], "a copy tells not even that something was said"
    assert "The word farm" in letter_of(archive_of(ann), ann.id, asking)
    with pytest.raises(NotAllowed):
        archive_of(cat).round_letter(ann.id, asking.id)


def test_the_outbox_of_a_sector_only_round_shows_and_copies_nothing_personal_but_sends_it(
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow],
    people: People,
    workshop: Workshop,
    archive_of: ArchiveOf,
    post: Post,
    mail_server: MailServer,
) -> None:
    asking = two_rounds(Anonymity.SECTOR_ONLY, Anonymity.SECTOR_ONLY)
    ann = people["Ann"]
    workshop.write_letters(people.chair, Sort.ROUND, [ann.id], asking.id)
    letter = archive_of(people.chair).letters()[0]
    for said in (post.said(people.chair, letter), post.copy(people.chair, letter)[0]):
        assert "The word farm" not in as_text(said, SITE)

    post.send_due(people.chair)

    body = mail_server.to(ann.email)[0].get_body(("plain",))
    assert body and "The word farm" in body.get_content()


def test_a_reminder_names_what_is_still_owed(
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow], people: People, archive_of: ArchiveOf
) -> None:
    asking = two_rounds(Anonymity.NAMED_TO_ALL, Anonymity.NAMED_TO_ALL)
    said = reminder(archive_of(HOUSE).round_letter(people["Cat"].id, asking.id))

    assert said.subject == "Still yours: Our vision, draft 2, by Sunday 15 March, 9am"
    assert said.can_be_stopped and "Stop reminders" in as_text(said, SITE, "/door/reminders?link=x")


def test_what_people_wrote_is_text_in_html_and_nothing_is_fetched(
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow], people: People, archive_of: ArchiveOf
) -> None:
    asking = two_rounds(Anonymity.NAMED_TO_ALL, Anonymity.NAMED_TO_ALL)
    told = round_letter(archive_of(HOUSE).round_letter(people["Ben"].id, asking.id))
    html = as_html(told, SITE)

    assert "evil.example" in html and "<img" not in html and "<script" not in html
    assert "src=" not in html.replace("src=&quot;", "") and "url(" not in html
    assert html.count("href=") == html.count(f'href="{SITE}') == 1


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=60, deadline=None)
@given(subject=WORDS, name=WORDS, words=WORDS)
def test_any_words_make_a_message_that_can_be_read_again(
    subject: str, name: str, words: str
) -> None:
    said = Said(
        subject,
        (Heading(words), Paragraph(words), Quote(words), Bullets((words,)), Button("Go", "/")),
        can_be_stopped=True,
    )
    sender = Address("The team", "team", "cluster.example")
    made = message(
        said, name, "ann@people.example", sender, SITE, datetime(2026, 3, 1, tzinfo=UTC), "id", "/s"
    )

    read = message_from_bytes(made.as_bytes(), policy=default)

    assert read["To"].addresses[0].addr_spec == "ann@people.example"
    assert len(read["To"].addresses) == 1 and read["Bcc"] is None
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert read["List-Unsubscribe"] == f"<{SITE}/s>"


@pytest.mark.parametrize(
    ("anonymity", "shows"),
    [
        *((one, None) for one in Anonymity),
        *((one, (Sight.NOTHING, Sight.NOTHING)) for one in Anonymity),
        (Anonymity.NAMED_TO_ALL, (Sight.NOTHING, Sight.ALL)),
        (Anonymity.NAMED_TO_CHAIR, (Sight.SECTOR, Sight.ALL)),
    ],
)
def test_the_letter_says_of_each_round_who_sees_figures_and_when(
    asks: Asks,
    workshop: Workshop,
    people: People,
    vision: Text,
    rule: object,
    clock: Clock,
    archive_of: ArchiveOf,
    anonymity: Anonymity,
    shows: tuple[Sight, Sight] | None,
) -> None:
    asking = asks(anonymity=anonymity, sight=shows)
    for one in people.stakeholders:
        workshop.rate(one, vision.draft.id, Score.SUPPORT)
    ann, chair = archive_of(people["Ann"]), archive_of(people.chair)
    said = letter_of(ann, people["Ann"].id, asking)

    nobody = "nobody sees figures, the chair included" in said
    assert nobody is not bool(chair.positions(asking.id))
    after = bool(shows and shows[1] is Sight.ALL)
    assert ("once you have answered, where all sectors stand" in said) is after
    assert not ann.standings()[0].stages and "Once it has closed, everybody" in said
    clock.set(asking.closes_at)
    assert ann.standings()[0].stages[-1].round.id == asking.id


def test_a_letter_is_kept_while_nothing_changes_and_made_anew_when_something_does(
    two_rounds: Callable[[Anonymity, Anonymity], RoundNow],
    people: People,
    workshop: Workshop,
    archive_of: ArchiveOf,
) -> None:
    asking = two_rounds(Anonymity.NAMED_TO_CHAIR, Anonymity.NAMED_TO_CHAIR)
    ann = people["Ann"]
    first = archive_of(ann).round_letter(ann.id, asking.id)
    assert archive_of(ann).round_letter(ann.id, asking.id) is first
    assert len(first.owed) == 1

    workshop.rate(ann, first.texts[0].draft.id, Score.SUPPORT)

    assert archive_of(ann).round_letter(ann.id, asking.id).owed == ()
    for_the_chair = archive_of(people.chair).round_letter(ann.id, asking.id)
    assert for_the_chair is not archive_of(ann).round_letter(ann.id, asking.id)
