-- The words that an accepted point changed.
CREATE TABLE words_changed (
    id VARCHAR PRIMARY KEY,
    disposition_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    before VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
