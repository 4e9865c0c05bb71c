-- Several objections may go with one rating. A UNIQUE cannot be dropped in DuckDB: the table is made
-- anew with every row of the old one, and nothing refers to it by a foreign key.
CREATE TABLE objection_of_rating (
    id VARCHAR PRIMARY KEY,
    rating_id VARCHAR NOT NULL,
    draft_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    passage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    condition VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
INSERT INTO objection_of_rating (id, rating_id, draft_id, stakeholder_id, passage, reason, condition, "at", seq)
    SELECT id, rating_id, draft_id, stakeholder_id, passage, reason, condition, "at", seq FROM objection;
DROP TABLE objection;
ALTER TABLE objection_of_rating RENAME TO objection;
