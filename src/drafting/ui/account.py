"""Changing one's own password."""

from drafting.domain.errors import NotAcceptable
from drafting.domain.passwords import ensure_acceptable_password, hash_password, password_matches
from drafting.ui.visit import Visit


def change_password(here: Visit, old: str, new: str, salt: bytes, key: str) -> None:
    """Set the visitor's password; their other sessions end.

    Raises NotAcceptable when the old one is wrong or the new one too short or too long.
    """
    kept = here.archive.password(here.actor.id)
    if kept is None or not password_matches(old, kept.hash):
        raise NotAcceptable("The password you have now is another one. Check it and try again.")
    ensure_acceptable_password(new)
    hashed = hash_password(new, salt)
    here.workshop.set_password(here.actor, here.actor.id, hashed, key, keep=here.session)


def set_first_password(here: Visit, person_id: str, new: str, salt: bytes, key: str) -> None:
    """Set somebody's password for them, by the chair; their sessions end.

    Raises NotAcceptable when it is too short or too long.
    """
    ensure_acceptable_password(new)
    here.workshop.set_password(here.actor, person_id, hash_password(new, salt), key)
