-- How a text ends: closed, signed off, carried out.
CREATE TABLE document_closed (
    id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    round_id VARCHAR NOT NULL,
    agreed BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL,
    review_on DATE,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (document_id)
);

CREATE TABLE sign_off (
    id VARCHAR PRIMARY KEY,
    closing_id VARCHAR NOT NULL,
    organisation_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (closing_id, organisation_id)
);

CREATE TABLE commitment (
    id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    organisation_id VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    due DATE NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE commitment_update (
    id VARCHAR PRIMARY KEY,
    commitment_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('to do', 'under way', 'done', 'given up')),
    note VARCHAR NOT NULL,
    due DATE,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
