"""Write docs/access.md, the matrix of access, from the code that enforces it.

Run: .venv/bin/python docs/write_access.py
"""

from pathlib import Path

from drafting.domain.access import EXPORTS, PAGES, QUESTIONS, SESSIONS, VERBS
from drafting.domain.people import MAY, Act, Role

FILE = Path(__file__).with_name("access.md")
LEAD = """# Who may do what

Written by `docs/write_access.py` from `domain/access.py` and `domain/people.py`: change those.
A role gives acts; each page, verb, question, file and session asks for one. A page that a role
does not open is in no menu, and says so at its address. What a question then tells depends also on
what each round promised.
"""
PARTS = (
    ("Pages", "Opening", PAGES),
    ("Verbs", "Doing", VERBS),
    ("Questions", "Asking", QUESTIONS),
    ("Files", "Taking away", EXPORTS),
    ("Sessions", "Seeing and ending", SESSIONS),
)


def written() -> str:
    """Return the matrix as Markdown."""
    parts = [LEAD, "## Acts\n\n" + table("To", {one.value: one for one in Act}, named=False)]
    parts += [f"## {title}\n\n{table(head, rows)}" for title, head, rows in PARTS]
    return "\n".join(parts)


def table(head: str, rows: dict[str, Act], *, named: bool = True) -> str:
    """Write a table of who may: a line for each, a column for each role."""
    act = ["asks for"] if named else []
    lines = [[head, *act, *Role], ["---"] * (len(Role) + 1 + named)]
    for name, needs in rows.items():
        who = ["yes" if needs in MAY[role] else "" for role in Role]
        lines.append([name, *([needs.value] if named else []), *who])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
