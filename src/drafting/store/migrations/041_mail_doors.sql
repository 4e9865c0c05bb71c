-- What mail opens: links and codes. Not facts: used up, and swept away when stale.
-- Neither stands here itself. A link is kept as its SHA-256; a code, which has too few digits to
-- be safe so, as that of the code with the token of the browser that asked for it.
CREATE TABLE mail_link (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    opens VARCHAR NOT NULL CHECK (opens IN ('invitation', 'new password', 'reminders')),
    onward VARCHAR NOT NULL,
    ends TIMESTAMP NOT NULL
);
CREATE TABLE mail_code (
    holder VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    stakeholder_id VARCHAR,
    tries INTEGER NOT NULL,
    ends TIMESTAMP NOT NULL
);
