"""Setting up the second factor in one's account, and turning it off."""

from urllib.parse import quote

import segno
import streamlit as st

from drafting.domain.people import Act, Stakeholder
from drafting.ui.pieces import act, button, field, quiet, safe, subheading
from drafting.ui.visit import Visit

SECRET, CODES = "secret of a second factor", "recovery codes, shown once"


def second_factor(here: Visit) -> None:
    """Offer a code beside the password, to those whose role it suits and those who have it."""
    is_on = here.factors.is_on(here.actor.id)
    if not is_on and not here.actor.may(Act.SECOND_FACTOR):
        return
    subheading("A second code when you sign in")
    codes = st.session_state.get(CODES)
    if codes:
        _show_once(codes)
    elif is_on:
        left = here.factors.recovery_codes_left(here.actor.id)
        quiet(f"It is on: you are asked for the code of your app. {left} recovery codes are left.")
        turn_off(here, here.actor)
    elif SECRET in st.session_state:
        _set_up(here, st.session_state[SECRET])
    else:
        quiet("Whoever learns your password can then still not sign in. You need an app for it.")
        if st.button("Set up a second code"):
            st.session_state[SECRET] = here.factors.new_secret()
            st.rerun()


def address_for_apps(secret: str, site: str, email: str) -> str:
    """Write the address that an app reads from a QR code."""
    return f"otpauth://totp/{quote(f'{site}:{email}')}?secret={secret}&issuer={quote(site)}"


def turn_off(here: Visit, whose: Stakeholder) -> None:
    """Offer to ask a person for no second code any more."""
    what, mine = f"second factor off {whose.id}", whose.id == here.actor.id
    label = "Turn the second code off" if mine else f"Turn {whose.name}'s second code off"
    if button(here, what, label, "secondary"):
        act(
            here,
            what,
            lambda key: here.workshop.turn_off_second_factor(here.actor, whose.id, key),
            "The second code is off. The password is enough.",
        )


def _set_up(here: Visit, secret: str) -> None:
    what = "second factor on"
    address = address_for_apps(secret, here.process.title, here.actor.email)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    spaced = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    st.html(
        "<p>1. Point your app at this picture, or type the key into it.</p>"
        f'<p><img src="{safe(picture)}" alt="QR code of the key below" width="225"></p>'
        f'<p>Key: <span class="d-fingerprint">{spaced}</span></p>'
        "<p>2. Enter the code that the app shows.</p>"
    )
    typed = st.text_input("Code of six digits", key=field(here, what, "code"))
    if button(here, what, "Turn the second code on"):

        def turn_on(key: str) -> None:
            codes = here.factors.turn_on(here.actor, secret, typed or "", here.session, key)
            st.session_state[CODES] = codes
            del st.session_state[SECRET]

        act(here, what, turn_on, "The second code is on. Every other device is signed out.")


def _show_once(codes: list[str]) -> None:
    st.html(
        "<p><strong>Keep these recovery codes where you will find them.</strong> Each lets you in "
        "once without your phone. They are shown only now.</p>"
    )
    st.code("\n".join(codes), language=None)
    if st.button("I have kept them"):
        del st.session_state[CODES]
        st.rerun()
