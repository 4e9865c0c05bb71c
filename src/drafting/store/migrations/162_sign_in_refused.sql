-- How often signing in under somebody's name was refused after too many failures, since when, and
-- when last. No fact: the row changes in place, and goes 30 days later. '' are names nobody has.
CREATE TABLE sign_in_refused (
    stakeholder_id VARCHAR PRIMARY KEY,
    began TIMESTAMP NOT NULL,
    latest TIMESTAMP NOT NULL,
    tries BIGINT NOT NULL
);
