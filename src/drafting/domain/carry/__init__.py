"""Where a passage of the old draft stands in the new one, and whether a rating still stands."""

from drafting.domain.carry.carried import Carried, State
from drafting.domain.carry.carrier import Carrier, carry
from drafting.domain.carry.standing import RatingStands, rating_stands

__all__ = ["Carried", "Carrier", "RatingStands", "State", "carry", "rating_stands"]
