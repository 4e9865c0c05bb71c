-- The author's word on the chair's answer, and the day until which it is asked for.
CREATE TABLE settlement (
    id VARCHAR PRIMARY KEY,
    subject_id VARCHAR NOT NULL,
    disposition_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    word VARCHAR NOT NULL CHECK (word IN ('settled', 'not settled')),
    reason VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE settle_by (
    id VARCHAR PRIMARY KEY,
    draft_id VARCHAR NOT NULL,
    until DATE NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
