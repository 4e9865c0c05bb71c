"""The Evidence page opens with what is missing; the rest is folded, and nothing written runs."""

from datetime import UTC, date, datetime

from drafting.domain.chain import Ground, Place, Sentence, Whereabouts, nowhere_by_sector
from drafting.domain.evidence import Finding, Hearing, Source, SourceKind
from drafting.ui.evidence_lists import bare_html, ground_html, hearing_html, nowhere_html

AT = datetime(2026, 3, 1, tzinfo=UTC)
SECTORS = {"nhs": "NHS", "uni": "Universities"}
HOSTILE = "<script>x</script> **loud** ![](http://x.example/p.png) [tap](javascript:x)"


def heard(text: str, sector: str | None, *, landed: bool = False) -> Whereabouts:
    finding = Finding(text, "source", text, "Trust", sector, AT)
    return Whereabouts(finding, (Place("Vision", "Words.", "same"),) if landed else ())


def test_findings_that_landed_nowhere_are_counted_by_sector_the_most_first() -> None:
    found = [
        heard("One", "nhs"),
        heard("Two", "uni"),
        heard("Three", "uni"),
        heard("Four", None),
        heard("Landed", "nhs", landed=True),
    ]

    page = nowhere_html(nowhere_by_sector(found), SECTORS)

    summaries = [one.partition("</summary>")[0] for one in page.split("<summary>")[1:]]
    assert summaries == ["Universities: 2", "NHS: 1", "Nobody in particular: 1"]
    assert "Landed" not in page
    assert " open" not in page


def test_sentences_without_a_source_are_read_with_their_emphasis_and_run_nothing() -> None:
    page = bare_html([HOSTILE, "1. Not a list"])

    assert "<strong>loud</strong>" in page
    assert page.count("<li") == 2
    assert not [one for one in ("<script", "<img", '="javascript', "<ol") if one in page]
    assert "Every sentence has a source." in bare_html([])


def test_a_sentence_says_no_source_without_being_unfolded() -> None:
    page = ground_html(Ground(Sentence(0, 4, HOSTILE), (), ()))

    assert "No source." in page
    assert "<details" not in page
    assert "<script" not in page


def test_a_source_folds_what_it_says_and_counts_it() -> None:
    source = Source("s", SourceKind.INTERVIEW, HOSTILE, date(2026, 2, 1), None, AT)

    page = hearing_html(Hearing(source, "", None), [heard(HOSTILE, "nhs")], SECTORS)

    assert "<summary>1 finding</summary>" in page
    assert "Nowhere yet." in page
    assert not [one for one in ("<script", "<img", "<a ") if one in page]
