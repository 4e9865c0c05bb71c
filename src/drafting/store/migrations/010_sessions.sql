-- What the doors remember. Not facts: these rows change in place and are swept away when stale.
-- Tokens never stand here, only their SHA-256 in hexadecimal. Moments are UTC.
CREATE TABLE session (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    began TIMESTAMP NOT NULL,
    seen TIMESTAMP NOT NULL,
    ends TIMESTAMP NOT NULL
);
CREATE TABLE pre_session (
    hash VARCHAR PRIMARY KEY,
    address VARCHAR NOT NULL,
    began TIMESTAMP NOT NULL
);
CREATE TABLE sign_in_ticket (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    holder VARCHAR NOT NULL,
    lasts_seconds INTEGER NOT NULL,
    made TIMESTAMP NOT NULL
);
CREATE TABLE sign_in_failure (
    id VARCHAR NOT NULL,
    name_hash VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    tried TIMESTAMP NOT NULL
);
CREATE TABLE known_device (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    seen TIMESTAMP NOT NULL
);
