-- One table for each fact; rows are added and never changed.
-- `seq` is the order in which facts were written: two facts of one moment still have a first and a last.
CREATE SEQUENCE fact_order;

-- One row for each act that carried a key: five clicks, one fact. Also who did what, when.
CREATE TABLE act (
    key VARCHAR PRIMARY KEY,
    verb VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE process (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    deadline DATE NOT NULL,
    clock_stands_at TIMESTAMP,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE agreement_rule (
    id VARCHAR PRIMARY KEY,
    support DOUBLE NOT NULL,
    sector_floor DOUBLE NOT NULL,
    response DOUBLE NOT NULL,
    weights VARCHAR NOT NULL CHECK (weights IN ('each sector equal', 'each person equal')),
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE sector (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (name)
);

CREATE TABLE organisation (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    sector_id VARCHAR NOT NULL,
    size VARCHAR CHECK (size IN ('micro', 'small', 'medium', 'large')),
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (name)
);

CREATE TABLE stakeholder (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    organisation_id VARCHAR NOT NULL,
    sector_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('chair', 'drafter', 'stakeholder', 'steering', 'observer')),
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE role_given (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('chair', 'drafter', 'stakeholder', 'steering', 'observer')),
    given_by VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE password_set (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE dilemma (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE document (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('vision', 'mission', 'narrative', 'option')),
    title VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    dilemma_id VARCHAR,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE draft (
    id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (document_id, number)
);

CREATE TABLE working_text (
    id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    follows_id VARCHAR,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE reading (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE round (
    id VARCHAR PRIMARY KEY,
    number INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    anonymity VARCHAR NOT NULL CHECK (anonymity IN ('named to all', 'named to the chair', 'sector only')),
    opens_at TIMESTAMP NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (number)
);

CREATE TABLE round_draft (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (round_id, draft_id)
);

CREATE TABLE invitation (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (round_id, stakeholder_id)
);

CREATE TABLE round_extension (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE round_closing (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (round_id)
);

CREATE TABLE rating (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE objection (
    id VARCHAR PRIMARY KEY,
    rating_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    passage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    condition VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (rating_id)
);

CREATE TABLE comment (
    id VARCHAR PRIMARY KEY,
    draft_id VARCHAR NOT NULL,
    round_id VARCHAR,
    stakeholder_id VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE reply (
    id VARCHAR PRIMARY KEY,
    comment_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE disposition (
    id VARCHAR PRIMARY KEY,
    subject_id VARCHAR NOT NULL,
    decision VARCHAR NOT NULL CHECK (decision IN ('accepted', 'accepted amended', 'declined', 'parked')),
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE milestone (
    id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    baseline DATE NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE milestone_move (
    id VARCHAR PRIMARY KEY,
    milestone_id VARCHAR NOT NULL,
    planned DATE NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE milestone_reached (
    id VARCHAR PRIMARY KEY,
    milestone_id VARCHAR NOT NULL,
    reached DATE NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (milestone_id)
);

CREATE TABLE source (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('interview', 'survey', 'roundtable', 'paper')),
    title VARCHAR NOT NULL,
    held_on DATE NOT NULL,
    sector_id VARCHAR,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE finding (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    sector_id VARCHAR,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
