-- What a round shows those whom it asks while it is open, decided when it is made and never changed.
CREATE TABLE round_sight (
    id VARCHAR PRIMARY KEY,
    round_id VARCHAR NOT NULL,
    before VARCHAR NOT NULL CHECK (before IN ('nothing', 'their sector', 'all')),
    after VARCHAR NOT NULL CHECK (after IN ('nothing', 'their sector', 'all')),
    author_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order'),
    UNIQUE (round_id)
);
