-- How long one round takes in working days, and the days on which a board can decide.
CREATE TABLE pace (
    id VARCHAR PRIMARY KEY,
    drafting_days INTEGER NOT NULL,
    notice_days INTEGER NOT NULL,
    round_days INTEGER NOT NULL,
    answering_days INTEGER NOT NULL,
    closed_at_christmas BOOLEAN NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE board_date (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    held_on DATE NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE board_date_dropped (
    id VARCHAR PRIMARY KEY,
    board_date_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
