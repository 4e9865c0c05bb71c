"""Charts as Streamlit is sent them: what is sent of one is made once, whoever looks."""

from collections import OrderedDict
from typing import Any, Protocol

import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

_MOST = 256


class Drawn(Protocol):
    """A chart as the room of charts makes it."""

    def to_dict(self, validate: bool) -> dict[str, Any]:
        """Return its Vega-Lite specification; `validate` holds it against the schema first."""


# By identity, with the chart itself, so that no other can come to bear the same one: the same data
# is given the same chart.
_sent: OrderedDict[int, tuple[Drawn, dict[str, Any]]] = OrderedDict()


def chart(drawn: Drawn, alt: str) -> None:
    """Show a chart; `alt` says in words what it shows, unless the chart says more itself."""
    spec = dict(_spec(drawn))
    said = str(spec.pop("description", "") or alt)
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=said)


def _spec(drawn: Drawn) -> dict[str, Any]:
    kept = _sent.get(id(drawn))
    if kept and kept[0] is drawn:
        return kept[1]
    # The tests of the charts validate: here it would take three times as long.
    spec = drawn.to_dict(validate=False)
    if "datasets" in spec:
        # Rows as Arrow, which Streamlit would else make of them at every look.
        spec["datasets"] = {
            name: convert_anything_to_arrow_bytes(rows) for name, rows in spec["datasets"].items()
        }
    _sent[id(drawn)] = (drawn, spec)
    if len(_sent) > _MOST:
        _sent.popitem(last=False)
    return spec
