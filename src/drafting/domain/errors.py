"""What can go wrong, each as a sentence a person can act on."""


class DraftingError(Exception):
    """A sentence that says what is wrong and what to do."""


class NotAllowed(DraftingError):
    """The actor's role does not give this."""


class NotYours(DraftingError):
    """Only the author of a point may say this of it."""


class NotFound(DraftingError):
    """Nothing by that name or id is remembered."""


class NotAcceptable(DraftingError):
    """What was entered cannot be taken as it stands."""


class RoundNotOpen(DraftingError):
    """The round has not opened yet, or there is none."""


class RoundClosed(DraftingError):
    """The round's closing time has passed."""


class NotInvited(DraftingError):
    """The round asks other people."""


class ObjectionNeeded(DraftingError):
    """A rating below "can live with it" came without passage, reason and condition."""


class TextMovedOn(DraftingError):
    """Somebody saved a newer working text in the meantime."""


class AlreadyRecorded(DraftingError):
    """The same act, by its key, was recorded before: nothing more was written."""


class DatabaseUnusable(DraftingError):
    """The database cannot be opened; the sentence says what to do."""


class DatabaseHeld(DatabaseUnusable):
    """Another program has the database open."""


class DiskFull(DraftingError):
    """Too little room is left on the disk to write; reading goes on."""
