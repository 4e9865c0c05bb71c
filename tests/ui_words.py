"""Words that the tests of the doors share."""

from typing import Protocol

from drafting.domain.people import Stakeholder

ANN_S = "correct horse battery"
Cookies = dict[str, str]


class SignIn(Protocol):
    """Sign somebody in on a device; return their browser's cookies."""

    def __call__(self, person: Stakeholder, device: str = "") -> Cookies:
        """Do it."""
