-- What came in from a file at one go, so that it can be taken back; and surveys, counted.
CREATE TABLE import (
    id VARCHAR PRIMARY KEY,
    what VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE import_row (
    id VARCHAR PRIMARY KEY,
    import_id VARCHAR NOT NULL,
    made_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE undone (
    id VARCHAR PRIMARY KEY,
    import_id VARCHAR NOT NULL,
    made_id VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (made_id)
);

CREATE TABLE survey_count (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    people INTEGER NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
