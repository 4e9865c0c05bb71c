"""How far a share may be from what was heard."""


def non_response_bounds(agree: int, answered: int, members: int) -> tuple[float, float] | None:
    """Return the share if all who are silent were against, and if all were for.

    None without members. Manski's worst-case bounds: a/N and (a + N - n)/N.
    """
    if members <= 0:
        return None
    return agree / members, (agree + members - answered) / members
