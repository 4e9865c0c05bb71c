"""What people changed and remarked in Word comes back as they meant it; hostile files do not."""

import io
import time
import zipfile
from datetime import UTC, datetime

import pytest

from drafting.domain.errors import NotAcceptable
from drafting.exchange.docx import ReturnedComment, WordComment, clean, read, redlined

AT = datetime(2026, 3, 8, 12, 30, tzinfo=UTC)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
BEN = 'w:id="1" w:author="Ben" w:date="2026-03-09T09:00:00Z"'


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str, who: str = BEN) -> str:
    return f"<w:ins {who}>{t(text)}</w:ins>"


def gone(text: str, who: str = BEN) -> str:
    return f'<w:del {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def p(*inner: str, end: str = "") -> str:
    mark = f"<w:pPr><w:rPr><w:{end} {BEN}/></w:rPr></w:pPr>" if end else ""
    return f"<w:p>{mark}{''.join(inner)}</w:p>"


def word(*blocks: str, comments: str = "", threads: str = "", **members: str) -> bytes:
    """Make a file as Word makes it, with these blocks for a body."""
    related = (
        f'<Relationship Id="a" Type="{KIND}comments" Target="comments.xml"/>'
        f'<Relationship Id="b" Type="{KIND}commentsExtended" Target="commentsExtended.xml"/>'
    )
    start = f'<Relationship Id="a" Type="{KIND}officeDocument" Target="word/document.xml"/>'
    body = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    return packed(
        {
            "_rels/.rels": RELATIONS.format(start),
            "word/document.xml": body,
            "word/_rels/document.xml.rels": RELATIONS.format(related),
            "word/comments.xml": f"<w:comments {NAMESPACES}>{comments}</w:comments>",
            "word/commentsExtended.xml": f"<w15:commentsEx {NAMESPACES}>{threads}</w15:commentsEx>",
            **members,
        }
    )


def packed(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def suggested(data: bytes, *ours: str) -> list[tuple[str, str]]:
    return [(one.passage, one.words) for one in read(data, ours).suggestions]


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


LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name files that must be refused, each with what the refusal says."""
    good = word(p(t("We agree.")))
    document = f"<w:document {NAMESPACES}><w:body>{p(t('&c;'))}</w:body></w:document>"
    outside = '<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE d [<!ENTITY % c SYSTEM "http://localhost:9/x"> %c;]>'
    deep = "<w:sdt><w:sdtContent>" * 1_000 + "</w:sdtContent></w:sdt>" * 1_000
    heavy = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(1_200_000))
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as file, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            file.writestr("word/document.xml", document)
    lying = bytearray(word(p(t("a" * 60_000_000))))
    at = -1
    while (at := lying.find(b"PK\x01\x02", at + 1)) >= 0:
        lying[at + 24 : at + 28] = (100).to_bytes(4, "little")  # the unpacked size it claims
    return {
        "nothing": (b"", "not a Word document"),
        "text": (b"We agree.", "not a Word document"),
        "half a file": (good[: len(good) // 2], "not a Word document"),
        "another zip": (packed({"a.txt": "We agree."}), "not a Word document"),
        "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        "too large": (b"PK\x03\x04" + b"\0" * 5_000_001, "5 MB"),
        "many parts": (packed({f"{n}.xml": "" for n in range(201)}), "201 parts"),
        "a part twice": (twice.getvalue(), "each once"),
        "a steep part": (word(**{"word/media/a.bin": "\0" * 20_000_000}), "100 times"),
        "a hidden bomb": (word(p(t("a" * 60_000_000))), "50 MB|100 times"),
        "not XML": (word(**{"word/document.xml": "<w:document"}), "damaged"),
        "wrong XML": (word(**{"word/document.xml": "<a/>"}), "not a Word document"),
        "a comment bomb": (
            word(p(t("a")), **{"word/comments.xml": LAUGHS + "<a>&c;</a>"}),
            "entities",
        ),
        "laughs": (word(**{"word/document.xml": LAUGHS + document}), "entities"),
        "a file of ours": (word(**{"word/document.xml": outside + document}), "entities"),
        "a call home": (word(**{"word/document.xml": parameter + document}), "entities"),
        "deep": (word(deep), "damaged"),
        "heavy": (word(heavy), "time or memory"),
        "a lie about its size": (bytes(lying), "damaged"),
    }


@pytest.mark.slow
def test_hostile_files_are_refused_with_a_sentence_and_in_time():
    for name, (data, said) in hostile().items():
        began = time.perf_counter()
        with pytest.raises(NotAcceptable, match=said):
            read(data)
        assert time.perf_counter() - began < 15, name


def test_a_name_that_looks_like_an_option_is_only_a_name():
    assert suggested(word(p(t("We "), ins("all "), t("agree."))), "--help", "-c") == [
        ("We", "We all")
    ]


def test_a_clean_file_comes_back_with_nothing():
    back = read(clean("# Vision\n\nWe farm the valley.\n\n- One\n- Two"))

    assert (back.suggestions, back.comments, back.looks) == ((), (), 0)
    assert back.text.split("\n")[:4] == ["Vision", "We farm the valley.", "One", "Two"]
