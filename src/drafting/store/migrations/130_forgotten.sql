-- That a person was forgotten, and until when the whole process is kept.
CREATE TABLE person_forgotten (
    id VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (stakeholder_id)
);

CREATE TABLE retention (
    id VARCHAR PRIMARY KEY,
    kept_until DATE NOT NULL,
    reason VARCHAR NOT NULL,
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
