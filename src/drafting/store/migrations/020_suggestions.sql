-- Replacement wording for a passage of one draft.
CREATE TABLE suggestion (
    id VARCHAR PRIMARY KEY,
    draft_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    round_id VARCHAR,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
