"""Property tests of the domain take the time they need: two busy cores are no failure."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
