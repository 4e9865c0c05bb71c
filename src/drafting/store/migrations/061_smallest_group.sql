-- How many people must have been heard for their figures to be shown.
CREATE TABLE smallest_group (
    id VARCHAR PRIMARY KEY,
    size INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
