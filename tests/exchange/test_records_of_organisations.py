"""With organisations equal a record tells support only where that tells nobody's own word."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drafting.domain.agreement import AgreementRule, Weights
from drafting.domain.closings import ClosedText, DocumentClosed
from drafting.domain.documents import Document, Kind
from drafting.domain.drafts import Draft
from drafting.domain.implied import Pool
from drafting.domain.lenses import lenses, lenses_veiled
from drafting.domain.positions import Position
from drafting.domain.rounds import Anonymity, Round, RoundNow
from drafting.domain.standing import Stage
from drafting.domain.veils import veiled
from drafting.domain.verdict import judge
from drafting.exchange.record.agreement_record import record_of, written
from drafting.exchange.record.pieces import pieces
from drafting.exchange.record.verifying import check

AT = datetime(2023, 10, 9, tzinfo=UTC)
RULE = AgreementRule("rule", 0.75, 0.5, 0.5, Weights.ORGANISATIONS, "", "chair", AT)
# Five of six of one employer are for it; so are four of six who each speak alone for theirs.
EMPLOYER = Position("Large business", 6, (0, 0, 1, 5, 0), 0, 1, 5 / 6)
ALONE = Position("Small business", 6, (0, 0, 2, 4, 0), 0, 6, 4.0)


def closed(*sectors: Position) -> ClosedText:
    """Close a text on which these sectors were heard, as any stakeholder may read it."""
    opens = AT + timedelta(days=1)
    asked = Round("r", 1, "Round 1", "", Anonymity.NAMED_TO_ALL, opens, opens, "chair", opens)
    sha256 = hashlib.sha256(b"Words.").hexdigest()
    draft = Draft("draft", "vision", 1, "Words.", sha256, "", "chair", AT)
    whole, pools = judge(RULE, sectors), [Pool((one,), one.supporters) for one in sectors]
    told = veiled(whole, {one.sector for one in sectors}, pools)
    seen = lenses_veiled(lenses(RULE, sectors, whole), told, pools, hidden=False)
    shown = tuple(replace(one, organisations=0, organisations_for=0.0) for one in sectors)
    return ClosedText(
        "Northshire",
        Document("vision", Kind.VISION, "Our vision", 1, None, AT),
        DocumentClosed("end", "vision", "draft", "r", whole.agreed, "Late.", None, "chair", opens),
        (draft,),
        RULE,
        Stage(RoundNow(asked, (), None), draft, shown, told, None, seen),
        {one.sector: (one.answered, one.invited) for one in sectors},
        (),
        (),
        (),
        (),
    )


def level(outcome: ClosedText) -> str | None:
    return next(
        one["support"] for one in record_of(outcome)["levels"] if one["lens"] == RULE.weights
    )


def test_it_is_not_the_level_of_people_and_why_it_is_not_told_is_said() -> None:
    outcome = closed(EMPLOYER, ALONE)

    assert level(outcome) is None
    said = list(pieces(record_of(outcome)))
    rows = {row[0]: row[1] for one in said for row in one.rows}
    assert rows["each organisation equal (the rule)"] == "not told"
    assert any("who speak alone for their organisation" in one.words for one in said)
    # By hand: 5 of 6 and 4 of 6, each sector one voice; 9 of 12 people.
    assert (rows["each sector equal"], rows["each person equal"]) == ("75%", "75%")


def test_where_everybody_speaks_alone_the_level_follows_from_the_figures_and_is_told() -> None:
    several = replace(EMPLOYER, organisations=6, organisations_for=5.0)

    assert level(closed(several, ALONE)) == "0.7500"


@pytest.mark.parametrize(
    "employer", [EMPLOYER, replace(EMPLOYER, organisations=6, organisations_for=5.0)]
)
def test_either_record_holds_against_itself(employer: Position) -> None:
    data = written(record_of(closed(employer, ALONE)))

    assert "levels" in json.loads(data)["record"]
    assert check(data).faults == ()
