"""What somebody wrote where something has to be written: a reason, a note, a finding."""

from drafting.domain.errors import NotAcceptable


def written(words: str, missing: str) -> str:
    """Return the words without the spaces around them.

    Raises NotAcceptable, which says what is `missing`, where there are none.
    """
    bare = words.strip()
    if not bare:
        raise NotAcceptable(missing)
    return bare
