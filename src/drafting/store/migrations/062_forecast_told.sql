-- What was told on a day of the chance that one document reaches its support in time.
CREATE TABLE forecast_told (
    id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    chance DOUBLE NOT NULL,
    as_now BOOLEAN NOT NULL,
    rounds_left INTEGER NOT NULL,
    "at" TIMESTAMP NOT NULL,
    seq BIGINT NOT NULL DEFAULT nextval('fact_order')
);
