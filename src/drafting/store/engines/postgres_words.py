"""One set of questions for two engines: what PostgreSQL says otherwise, and what it must learn."""

import re
from functools import lru_cache

# A question in pieces: what is quoted or a comment stays as it is.
_PIECE = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | \? | \b(?:main\.|lower\() |
    \b(?:DOUBLE\b(?!\s+PRECISION)|VARCHAR\b)""",
    re.VERBOSE,
)
_BITS = re.compile(r'((?:\w+\.)?"\w+")::BIT::VARCHAR')
_CHANGE = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
# A temporary table or expression hides a table of its name, whichever schema it lies in.
_SAID = {"main.": "", "lower(": "lowered("}
# Texts sort by code point, as they do in DuckDB, whatever the language of the server.
_TYPES = {"DOUBLE": "DOUBLE PRECISION", "VARCHAR": 'VARCHAR COLLATE "C"'}


@lru_cache(maxsize=2000)
def question(sql: str) -> str:
    """Write a question as PostgreSQL takes it: `$1` for the first `?`, and so on."""
    count = 0

    def said(found: re.Match[str]) -> str:
        nonlocal count
        piece = found[0]
        if piece == "?":
            count += 1
            return f"${count}"
        return _SAID.get(piece, piece)

    return _PIECE.sub(said, _BITS.sub(r"double_bits(\1)", sql))


@lru_cache(maxsize=2000)
def only_changes(sql: str) -> bool:
    """Tell whether a statement changes rows and is answered by nothing."""
    return bool(_CHANGE.match(sql)) and "RETURNING" not in sql.upper()


def definitions(sql: str) -> str:
    """Write a migration as PostgreSQL takes it."""
    return _PIECE.sub(lambda found: _TYPES.get(found[0], found[0]), sql)


# `lower` of PostgreSQL knows only A to Z where texts sort by code point.
LOWERING = """SELECT collname FROM pg_collation WHERE collname IN ('und-x-icu', 'C.UTF-8', 'C.utf8')
    AND collencoding IN (-1, pg_char_to_encoding('UTF8'))
    ORDER BY collname = 'und-x-icu' DESC, collname LIMIT 1"""


def functions(lowering: str) -> str:
    """Write the functions by which a question means in PostgreSQL what it means in DuckDB."""
    by = f' COLLATE "{lowering}"' if lowering else ' COLLATE "default"'
    taught = {
        "sha256(TEXT) RETURNS TEXT": "encode(pg_catalog.sha256(convert_to($1, 'UTF8')), 'hex')",
        "strlen(TEXT) RETURNS INTEGER": "octet_length($1)",
        "epoch_us(TIMESTAMP) RETURNS BIGINT": "CAST(extract(epoch FROM $1) * 1000000 AS BIGINT)",
        "double_bits(DOUBLE PRECISION) RETURNS TEXT": (
            "CAST(CAST('x' || encode(float8send($1), 'hex') AS BIT(64)) AS TEXT)"
        ),
        "contains(TEXT, TEXT) RETURNS BOOLEAN": "strpos($1, $2) > 0",
        "ends_with(TEXT, TEXT) RETURNS BOOLEAN": "right($1, length($2)) = $2",
        "lowered(TEXT) RETURNS TEXT": f"lower($1{by})",
    }
    return ";\n".join(
        f"CREATE OR REPLACE FUNCTION {named} LANGUAGE sql STABLE AS $$ SELECT {body} $$"
        for named, body in taught.items()
    )


# How often sessions ended or were changed and facts rewritten, and which tables and parts each link
# touched (a list in JSON, or nothing for all), so that every process hears of it; and what is
# looked up by row.
BESIDE = """
CREATE TABLE IF NOT EXISTS ended (times BIGINT NOT NULL);
ALTER TABLE ended ADD COLUMN IF NOT EXISTS doors BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ended ADD COLUMN IF NOT EXISTS rewritten BIGINT NOT NULL DEFAULT 0;
INSERT INTO ended SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM ended);
CREATE TABLE IF NOT EXISTS chain_touched (number BIGINT PRIMARY KEY, parts TEXT);
CREATE INDEX IF NOT EXISTS by_number ON chain_link (number);
CREATE INDEX IF NOT EXISTS by_rating ON objection (rating_id);
CREATE INDEX IF NOT EXISTS by_round ON rating (round_id, draft_id, stakeholder_id);
CREATE INDEX IF NOT EXISTS by_person ON rating (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_invited ON invitation (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_reader ON reading (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_role ON role_given (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_password ON password_set (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_subject ON disposition (subject_id);
CREATE INDEX IF NOT EXISTS by_made ON import_row (made_id);
CREATE INDEX IF NOT EXISTS by_name ON sign_in_failure (name_hash);
CREATE INDEX IF NOT EXISTS by_address ON sign_in_failure (address);
CREATE INDEX IF NOT EXISTS by_session ON session (stakeholder_id);
CREATE INDEX IF NOT EXISTS by_letter ON letter_failed (letter_id);
"""
# The newest link of the chain and what was counted beside it: by them a process hears of others.
STATE = """SELECT ended.times, ended.doors, ended.rewritten,
    l.number, l.anew, l.last_seq, l.facts, l.digest, l.head FROM ended
    LEFT JOIN (SELECT number, anew, last_seq, facts, digest, head FROM chain_link
        ORDER BY number DESC LIMIT 1) AS l ON true"""
