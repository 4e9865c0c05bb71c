-- Objectors say which suggestion would meet their condition; the chair may ask them.
CREATE TABLE tie (
    id VARCHAR PRIMARY KEY,
    objection_id VARCHAR NOT NULL,
    suggestion_id VARCHAR NOT NULL,
    stakeholder_id VARCHAR NOT NULL,
    holds BOOLEAN NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);

CREATE TABLE tie_asked (
    id VARCHAR PRIMARY KEY,
    objection_id VARCHAR NOT NULL,
    suggestion_id VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
