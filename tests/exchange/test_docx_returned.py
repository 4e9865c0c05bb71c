"""What people changed and remarked in Word comes back as they meant it."""

import io
import time
import zipfile
from datetime import UTC, datetime

import pytest
from exchange.word_sent import AT, BEN, gone, ins, p, packed, suggested, t, word

from drafting.exchange.docx import ReturnedComment, WordComment, clean, read, redlined


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([p(t("We farm the "), gone("valley"), ins("hills"), t("."))], [("valley", "hills")]),
        ([p(t("Our valley"), ins("s"), t(" are wide."))], [("valley", "valleys")]),
        ([p(t("We all "), gone("really "), t("agree."))], [("really agree", "agree")]),
        ([p(t("We agree"), ins(" on this"), t("."))], [("agree", "agree on this")]),
        (
            [p(gone("One"), ins("Two"), t(" "), gone("three"), ins("four"))],
            [("One three", "Two four")],
        ),
        ([p(t("One may, one may "), ins("not "), t("go."))], [("one may", "one may not")]),
        ([p(t("First."), end="ins"), p(ins("New."))], [("First.", "First.\nNew.")]),
        ([p(gone("Leave me."), end="del"), p(t("Stay."))], [("Leave me.\n", "")]),
        ([p(t("One."), end="del"), p(t("Two."))], [("One.\nTwo", "One.Two")]),
        (
            [
                p(f"<w:moveFrom {BEN}>{t('Last.')}</w:moveFrom>"),
                p(t("A.")),
                p(f"<w:moveTo {BEN}>{t('Last.')}</w:moveTo>"),
            ],
            [("Last.", ""), ("A.\n", "A.\nLast.")],
        ),
        ([p(t("Nothing changed."))], []),
    ],
)
def test_each_change_comes_back_in_whole_words_that_can_be_found(blocks, expected):
    assert suggested(word(*blocks)) == expected


def test_passages_of_two_people_are_told_apart():
    ada = BEN.replace("Ben", "Ada")
    (first, second) = read(
        word(p(t("We "), gone("farm"), gone(" the valley", ada), t(".")))
    ).suggestions

    assert (first.author, first.removed) == ("Ben", "farm")
    assert (second.author, second.removed) == ("Ada", " the valley")
    assert first.at == datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def test_what_was_typed_and_deleted_again_is_no_suggestion():
    twice = f"<w:ins {BEN}><w:del {BEN}><w:r><w:delText>oops</w:delText></w:r></w:del></w:ins>"

    back = read(word(p(t("We agree."), twice)))

    assert (back.suggestions, back.text) == ((), "We agree.\n")


def test_changes_we_sent_are_taken_as_accepted_and_can_be_changed_again():
    chair = BEN.replace("Ben", "The chair")
    inner = '<w:r><w:delText xml:space="preserve">wide </w:delText></w:r>'
    data = word(
        p(
            t("We farm the "),
            gone("valley", chair),
            f"<w:ins {chair}>{t('our ')}<w:del {BEN}>{inner}</w:del>{t('hills')}</w:ins>",
            t("."),
        )
    )
    back = read(data, ["The chair"])

    assert back.text == "We farm the our wide hills.\n"
    assert [(one.passage, one.words) for one in back.suggestions] == [("wide hills", "hills")]
    assert suggested(data) == [("valley", "our hills")]


def test_a_moment_in_universal_time_is_preferred_to_the_local_one():
    who = f'{BEN} w16du:dateUtc="2026-03-09T08:00:00Z"'

    (one,) = read(word(p(t("We agree"), ins(" now", who)))).suggestions
    (nobody,) = read(word(p(t("We agree"), ins(" now", 'w:id="1" w:author=""')))).suggestions

    assert one.at == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    assert (nobody.author, nobody.at) == ("", None)


def test_comments_come_back_with_their_passage_and_their_answers():
    def said(number: int, who: str, text: str) -> str:
        return (
            f'<w:comment w:id="{number}" w:author="{who}" w:date="2026-03-09T09:00:00Z">'
            f'<w:p w14:paraId="0{number}">{t(text)}</w:p></w:comment>'
        )

    def around(number: int, *inner: str) -> str:
        return (
            f'<w:commentRangeStart w:id="{number}"/>{"".join(inner)}'
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    data = word(
        p(t("We "), around(1, around(2, t("farm the "), gone("valley"), ins("hills")), t("."))),
        p(t("All of us"), '<w:r><w:commentReference w:id="3"/></w:r>'),
        p(around(4, ins("Brand new."))),
        comments=said(1, "Ada", "Why?")
        + said(2, "Ben", "So.")
        + said(3, "Cy", "Me?")
        + said(4, "Cy", "!"),
        threads='<w15:commentEx w15:paraId="02" w15:paraIdParent="01"/>',
    )
    at = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)

    assert read(data).comments == (
        ReturnedComment("farm the valley.", "Why?", "Ada", at),
        ReturnedComment("farm the valley", "So.", "Ben", at, answers=0),
        ReturnedComment("All of us", "Me?", "Cy", at),
        ReturnedComment("Brand new.", "!", "Cy", at),
    )


def test_our_own_comments_come_back_as_they_left():
    sent = [WordComment("Ada Öz", AT, "Which?\nAll?", "the hills"), WordComment("Ben", AT, "Good.")]
    both = redlined("We farm the valley. So.", "We farm the hills. So.", "The chair", AT, sent)

    assert read(both, ["The chair"]).comments == (
        ReturnedComment("the hills", "Which?\nAll?", "Ada Öz", AT),
        ReturnedComment("", "Good.", "Ben", AT),
    )


def test_words_in_tables_fields_and_links_are_read_in_order():
    cell = f"<w:tbl><w:tr><w:tc>{p(t('Cell '), ins('one'))}</w:tc></w:tr></w:tbl>"
    link = f"<w:hyperlink>{t('linked ')}</w:hyperlink><w:smartTag>{t('tagged')}</w:smartTag>"
    box = f"<w:sdt><w:sdtContent>{p(t('boxed'))}</w:sdtContent></w:sdt>"
    drawn = "<mc:AlternateContent><mc:Choice><w:t>drawn</w:t></mc:Choice></mc:AlternateContent>"
    signs = "<w:r><w:tab/><w:t>a</w:t><w:br/><w:noBreakHyphen/><w:instrText>X</w:instrText></w:r>"

    back = read(word(p(link), cell, box, p(f"<w:r>{drawn}</w:r>", signs)))

    assert back.text == "linked tagged\nCell \nboxed\n\ta\v\u2011\n"
    assert [(one.passage, one.words) for one in back.suggestions] == [("Cell ", "Cell one")]


def test_changes_of_look_alone_are_counted_not_suggested():
    bold = f"<w:r><w:rPr><w:b/><w:rPrChange {BEN}><w:rPr/></w:rPrChange></w:rPr><w:t>We</w:t></w:r>"

    back = read(word(p(bold, t(" agree."))))

    assert (back.looks, back.suggestions) == (1, ())


def test_a_strict_word_file_is_read_too():
    with zipfile.ZipFile(io.BytesIO(word(p(t("We "), gone("farm"), ins("mine"), t("."))))) as given:
        members = {name: given.read(name) for name in given.namelist()}
    for name, content in members.items():
        members[name] = content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    assert suggested(packed(members)) == [("farm", "mine")]


def test_the_longest_draft_comes_back_in_time():
    long = "\n\n".join(f"Clause {n}. We farm the valley together." for n in range(9_300))
    assert 390_000 < len(long) < 400_000
    sent = redlined(long, long.replace("4. We farm", "4. They farm"), "Ben", AT)

    began = time.perf_counter()
    back = read(sent)

    assert len(back.suggestions) == 930
    assert time.perf_counter() - began < 10


def test_a_clean_file_comes_back_with_nothing():
    back = read(clean("# Vision\n\nWe farm the valley.\n\n- One\n- Two"))

    assert (back.suggestions, back.comments, back.looks) == ((), (), 0)
    assert back.text.split("\n")[:4] == ["Vision", "We farm the valley.", "One", "Two"]
