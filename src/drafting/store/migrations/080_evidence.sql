-- Who was heard and what they agreed to; where findings went; what was written about a roundtable.
CREATE TABLE consent_given (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    heard VARCHAR NOT NULL,
    consent VARCHAR NOT NULL
        CHECK (consent IN ('quoted with the name', 'quoted without the name', 'not quoted')),
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE summary_text (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE summary_circulated (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (source_id)
);

CREATE TABLE landing (
    id VARCHAR PRIMARY KEY,
    finding_id VARCHAR NOT NULL,
    target_id VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE landing_undone (
    id VARCHAR PRIMARY KEY,
    landing_id VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (landing_id)
);

CREATE TABLE set_aside (
    id VARCHAR PRIMARY KEY,
    finding_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE dilemma_settled (
    id VARCHAR PRIMARY KEY,
    dilemma_id VARCHAR NOT NULL,
    option_id VARCHAR,
    draft_id VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
