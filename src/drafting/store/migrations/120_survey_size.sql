-- How many people answered a survey, so that each of its figures can say of how many.
CREATE TABLE survey_size (
    id VARCHAR PRIMARY KEY,
    source_id VARCHAR NOT NULL,
    people INTEGER NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
