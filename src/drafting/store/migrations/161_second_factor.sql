-- That somebody turned their second factor on or off.
CREATE TABLE second_factor_turned (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    turned_on BOOLEAN NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
-- What the doors need for it; no facts. `step` is the newest code that was used: none works twice.
CREATE TABLE second_factor (
    stakeholder_id VARCHAR PRIMARY KEY,
    secret VARCHAR NOT NULL,
    step BIGINT NOT NULL
);
CREATE TABLE recovery_code (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL
);
-- A session whose person has shown the first factor and owes the second.
ALTER TABLE session ADD COLUMN half BOOLEAN DEFAULT false;
