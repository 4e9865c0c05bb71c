"""Convergence."""

from drafting.domain.people import Act
from drafting.ui.pieces import heading
from drafting.ui.visit import visit

here = visit(Act.READ_PROGRESS)
heading("Convergence")
