-- The address by which somebody's calendar asks for the dates: one a person, only its hash is kept.
CREATE TABLE calendar_address (
    hash VARCHAR PRIMARY KEY,
    stakeholder_id VARCHAR NOT NULL,
    began TIMESTAMP NOT NULL
);
