"""A chart is drawn once of the same data, and anew of any other."""

from dataclasses import dataclass

from drafting.charts.once import once


@dataclass(frozen=True)
class Row:
    """Some data."""

    name: str
    share: float


def test_the_same_data_gives_the_same_chart_and_other_data_another() -> None:
    drawn: list[object] = []

    @once
    def draw(rows: list[Row], target: float, title: str, stood: dict[str, int]) -> object:
        drawn.append((rows, target, title, stood))
        return object()

    def asked(share: float = 0.5, target: float = 0.75, stood: int = 1) -> object:
        return draw([Row("NHS", share)], target, title="Title", stood={"NHS": stood})

    first = asked()
    assert asked() is first
    others = [asked(share=0.6), asked(target=0.8), asked(stood=2)]
    assert first not in others
    assert len(set(map(id, others))) == 3
    assert len(drawn) == 4
