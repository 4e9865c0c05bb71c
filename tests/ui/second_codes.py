"""What an app shows as a second factor, and somebody who types it in."""

from ui_words import Cookies

from drafting.domain.people import Role
from drafting.domain.second_factor import secret_from
from drafting.ui.second_factor import SecondFactors
from drafting.ui.sessions import SESSION

SECRET = secret_from("bits of a test")


def judge(factors: SecondFactors, typed: str, cookies: Cookies) -> Cookies:
    token, _ = factors.judge(typed, cookies, lambda person: Role.CHAIR)
    return {SESSION: token}
