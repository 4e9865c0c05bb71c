"""A reminder reaches those who owe an answer, each once, whatever the mail server does."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from cast import ArchiveOf, Clock, People, Text
from mail.mail_server import MailServer
from mail.outbox import Outbox

from drafting.domain.errors import NotAllowed
from drafting.domain.letters.facts import Sort
from drafting.domain.letters.outbox import LetterNow, State
from drafting.domain.newcomers import Newcomer
from drafting.domain.people import HOUSE, Role, Stakeholder
from drafting.domain.process import Process
from drafting.domain.ratings import Rating, Score
from drafting.exchange.mail.carrier import ServerUnreachable
from drafting.exchange.mail.settings import mail_settings
from drafting.store.archive import Archive
from drafting.store.connection import Database
from drafting.store.ledger import Ledger
from drafting.ui.mail_keys import MailKeys
from drafting.ui.post import Means, Post
from drafting.workshop import Workshop


def letter_to(archive: Archive, person: Stakeholder) -> LetterNow:
    return next(one for one in archive.letters() if one.letter.stakeholder_id == person.id)


def test_180_of_500_are_reminded_once_each_though_the_server_refuses_and_breaks(
    workshop: Workshop,
    chair: Stakeholder,
    vision: Text,
    rule: object,
    clock: Clock,
    database: Database,
    archive_of: ArchiveOf,
    post: Post,
    mail_server: MailServer,
    new_id: Callable[[], str],
) -> None:
    crowd = workshop.import_people(
        HOUSE,
        [
            Newcomer(f"Person {n}", f"p{n}@people.example", f"Firm {n % 50}", f"Sector {n % 8}")
            for n in range(500)
        ],
    )
    asking = workshop.open_round(
        chair, "Round 1", [vision.draft.id], clock.now, clock.now + timedelta(days=7)
    )
    answered, silent = crowd[:320], crowd[320:]
    Ledger(database).add_many(
        [
            Rating(new_id(), asking.id, vision.draft.id, one.id, Score.SUPPORT, clock.now)
            for one in answered
        ]
    )
    mail_server.refuses = lambda number, _: "550 No such person" if number == 90 else None
    mail_server.drops = lambda number: number == 120

    written = workshop.write_letters(
        chair, Sort.REMINDER, [one.id for one in crowd], asking.id, "one click"
    )
    post.send_due(chair)

    assert len(written) == 180
    assert {one.stakeholder_id for one in written} == {one.id for one in silent}
    assert len(mail_server.letters) == 178, "all but the 90th and the 120th"
    house = archive_of(HOUSE)
    refused, broken = silent[89], silent[119]
    assert letter_to(house, refused).state(clock.now) is State.FAILED
    assert letter_to(house, broken).state(clock.now) is State.WAITING

    clock.advance(minutes=1)
    post.send_due(chair)

    assert mail_server.got == {one.email: 1 for one in silent if one is not refused}
    assert len(mail_server.letters) == 179
    # The chair mends nothing and says: try her once more. The server knows the address now.
    workshop.send_again(chair, letter_to(house, refused).id)
    post.send_due(chair)
    post.send_due(chair)
    assert mail_server.got == {one.email: 1 for one in silent}
    assert not set(mail_server.got) & {one.email for one in answered}


@pytest.mark.both_engines
def test_a_letter_whose_arrival_only_the_server_knows_waits_for_the_chair_s_word(
    outbox: Outbox, people: People, clock: Clock, mail_server: MailServer
) -> None:
    outbox.write(Sort.ROUND, *people.stakeholders)
    mail_server.drops_after = lambda number: number in {3, 5}
    outbox.send()
    third, fifth = people.stakeholders[2], people.stakeholders[4]

    assert len(mail_server.letters) == 7
    for _ in range(5):
        clock.advance(hours=1)
        outbox.send()
    assert len(mail_server.letters) == 7
    letters = outbox.house.letters()
    perhaps = [one.letter for one in letters if one.state(clock.now) is State.PERHAPS]
    assert {one.stakeholder_id for one in perhaps} == {third.id, fifth.id}

    outbox.workshop.send_again(people.chair, outbox.letter_to(third).id)
    outbox.workshop.letter_went(people.chair, outbox.letter_to(fifth).id, by_hand=True)
    outbox.send()

    assert mail_server.got[third.email] == 1
    assert mail_server.got[fifth.email] == 0
    assert outbox.letter_to(fifth).state(clock.now) is State.BY_HAND


def test_a_server_that_is_busy_is_asked_again_after_longer_and_longer_waits(
    outbox: Outbox, people: People, clock: Clock, mail_server: MailServer
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    outbox.write(Sort.ROUND, ann, ben)
    mail_server.refuses = lambda _, address: "451 Later" if address == ann.email else None
    asked = []
    for minute in range(120):
        before = mail_server.recipients
        outbox.send()
        if mail_server.recipients > before:
            asked.append(minute)
        clock.advance(minutes=1)

    assert asked == [0, 1, 6, 21, 81]
    assert mail_server.got == {ben.email: 1}
    told = outbox.letter_to(ann)
    assert told.state(clock.now) is State.FAILED
    assert told.failure and "451 Later" in told.failure.reason


def test_without_a_server_nothing_is_taken_out(
    outbox: Outbox, people: People, clock: Clock, mail_server: MailServer
) -> None:
    outbox.write(Sort.ROUND, people["Ann"])
    mail_server.stop()
    with pytest.raises(ServerUnreachable, match=r"cannot be reached\. Letters wait in the outbox"):
        outbox.send()
    mail_server.start()

    assert outbox.letter_to(people["Ann"]).tries == ()


@pytest.mark.both_engines
def test_two_who_send_at_once_send_nothing_twice(
    outbox: Outbox,
    people: People,
    clock: Clock,
    database: Database,
    process: Process,
    keys: MailKeys,
    post: Post,
    mail_server: MailServer,
) -> None:
    outbox.write(Sort.ROUND, *people.stakeholders)
    means = Means(mail_settings(mail_server.settings, {}), post.site)
    other = Post(database, process, clock, outbox.workshop, keys, means)
    senders = [
        threading.Thread(target=one.send_due, args=(people.chair,)) for one in (post, other, post)
    ]
    for one in senders:
        one.start()
    for one in senders:
        one.join(60)

    assert mail_server.got == {one.email: 1 for one in people.stakeholders}


@pytest.mark.parametrize("happens", ["answers", "unsubscribes", "round closes"])
def test_who_owes_nothing_any_more_gets_no_reminder_that_was_written_before(
    happens: str,
    outbox: Outbox,
    workshop: Workshop,
    people: People,
    clock: Clock,
    vision: Text,
    mail_server: MailServer,
) -> None:
    ann, ben = people["Ann"], people["Ben"]
    outbox.write(Sort.REMINDER, ann, ben)
    if happens == "answers":
        workshop.rate(ann, vision.draft.id, None)
    elif happens == "unsubscribes":
        workshop.choose_reminders(ann, ann.id, wanted=False)
    else:
        clock.set(outbox.round.closes_at)

    outbox.send()

    assert mail_server.got == ({} if happens == "round closes" else {ben.email: 1})
    assert outbox.letter_to(ann).state(clock.now) is State.WITHDRAWN


@pytest.mark.both_engines
def test_nobody_is_reminded_twice_on_one_day(
    outbox: Outbox, people: People, clock: Clock, mail_server: MailServer
) -> None:
    clock.set(clock.now.replace(hour=23, minute=58))
    late = outbox.write(Sort.REMINDER, people["Ann"])
    again = outbox.write(Sort.REMINDER, people["Ann"])
    clock.advance(minutes=4)  # the day after
    next_day = outbox.write(Sort.REMINDER, *people.stakeholders)
    outbox.send()
    outbox.send()

    assert (len(late), len(again), len(next_day)) == (1, 0, 9)
    assert mail_server.got == {one.email: 1 for one in people.stakeholders}


def test_a_reminder_goes_only_to_those_invited(
    outbox: Outbox, workshop: Workshop, people: People
) -> None:
    late = workshop.register(HOUSE, "Late Comer", "late@people.example", "Late & Co", "NHS")

    written = outbox.write(Sort.REMINDER, *people.everybody, late)

    assert {one.stakeholder_id for one in written} == {one.id for one in people.stakeholders}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CHAIR])
def test_only_the_chair_sends(role: Role, people: People, post: Post) -> None:
    with pytest.raises(NotAllowed):
        post.send_due(people.who(role))
    with pytest.raises(NotAllowed):
        post.begin_sending(people.who(role))


@pytest.mark.both_engines
def test_a_letter_exists_once_for_its_purpose(
    outbox: Outbox, people: People, database: Database
) -> None:
    first, second = (outbox.write(Sort.ROUND, *[people["Ann"]] * 3) for _ in range(2))

    with database.reading() as cursor:
        rows = cursor.execute("SELECT count(*) FROM letter").fetchone()
    assert (len(first), len(second), rows) == (1, 0, (1,))
