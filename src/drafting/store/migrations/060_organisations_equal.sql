-- A third way of weighting voices. A CHECK cannot be changed in place, so the table is written anew.
CREATE TABLE agreement_rule_now (
    id VARCHAR PRIMARY KEY,
    support DOUBLE NOT NULL,
    sector_floor DOUBLE NOT NULL,
    response DOUBLE NOT NULL,
    weights VARCHAR NOT NULL CHECK (weights IN (
        'each sector equal', 'each organisation equal', 'each person equal')),
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

INSERT INTO agreement_rule_now SELECT * FROM agreement_rule;

DROP TABLE agreement_rule;

ALTER TABLE agreement_rule_now RENAME TO agreement_rule;
