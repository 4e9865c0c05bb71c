"""Your account: who you are here, your password, where you are signed in, signing out."""

import bcrypt
import streamlit as st

from drafting.domain.passwords import SHORTEST
from drafting.ui.account import change_password
from drafting.ui.calendar import offer_calendar
from drafting.ui.letter import choose_reminders
from drafting.ui.pieces import act, button, field, heading, quiet, safe, subheading
from drafting.ui.second_factor_form import second_factor
from drafting.ui.signed_in import where_signed_in
from drafting.ui.visit import visit

here = visit("account")
heading("Your account")
st.html(f"<p>{safe(here.actor.name)}<br>{safe(here.actor.email)}<br>Role: {here.actor.role}</p>")
subheading("Change your password")
quiet(f"At least {SHORTEST} characters; any characters will do. Other devices are signed out.")
what = "password"
old = st.text_input("Your password now", type="password", key=field(here, what, "old"))
new = st.text_input("Your new password", type="password", key=field(here, what, "new"))
if button(here, what, "Change my password"):
    salt = bcrypt.gensalt()
    act(
        here,
        what,
        lambda key: change_password(here, old or "", new or "", salt, key),
        "Your password is changed. Every other device is signed out.",
    )
second_factor(here)
choose_reminders(here)
offer_calendar(here)
where_signed_in(here, here.actor)
st.html(
    '<p><a href="/auth/sign-out">Sign out of this browser</a></p>'
    '<p><a href="/auth/sign-out?everywhere=1">Sign out everywhere</a></p>'
)
