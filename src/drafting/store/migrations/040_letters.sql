-- Letters: their words are made when they are read or sent and never stand here.
CREATE TABLE letter (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    sort VARCHAR NOT NULL CHECK (sort IN ('invitation', 'round letter', 'reminder')),
    purpose VARCHAR NOT NULL,
    round_id VARCHAR,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (purpose)
);
CREATE TABLE letter_tried (
    id VARCHAR PRIMARY KEY,
    letter_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (letter_id, number)
);
CREATE TABLE letter_failed (
    id VARCHAR PRIMARY KEY,
    letter_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    again_at TIMESTAMP,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
CREATE TABLE letter_sent (
    id VARCHAR PRIMARY KEY,
    letter_id VARCHAR NOT NULL,
    by_hand BOOLEAN NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (letter_id)
);
CREATE TABLE letter_withdrawn (
    id VARCHAR PRIMARY KEY,
    letter_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (letter_id)
);
CREATE TABLE reminder_choice (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    wanted BOOLEAN NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
