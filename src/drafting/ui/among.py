"""Where a stakeholder's own answer stands among all, once the round has closed."""

from drafting.charts.among import Among, among_finding, among_table, dots_of_answers
from drafting.domain.people import Act
from drafting.domain.standing import Stage, Standing
from drafting.ui.figure import figure
from drafting.ui.visit import Visit


def where_i_stand(here: Visit, standing: Standing, stage: Stage) -> None:
    """Show one dot an answer with the reader's own marked; nothing for who gave no rating."""
    if not stage.positions or not here.actor.may(Act.RATE):
        return
    mine = here.archive.my_ratings(stage.round.id).get(stage.draft.id)
    if mine is None or mine.score is None:
        return
    sectors = {one.id: one.name for one in here.archive.sectors()}
    sector = sectors[here.archive.stakeholder(here.actor.id).sector_id]
    among = Among(stage.positions, sector, int(mine.score))
    finding = among_finding(among)
    figure(
        dots_of_answers(among, finding),
        finding,
        f"{standing.document.title}, {stage.words}: where you stand",
        among_table(among),
    )
