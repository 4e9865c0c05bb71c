-- What is being typed and not sent yet. Not facts: these rows change in place and are swept away.
-- A drawing is one window's form; two windows keep a row each, so that neither loses its text.
-- `turn` grows with every save of a drawing: of two that overtake each other, the later one holds.
CREATE TABLE typed (
    stakeholder_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    drawing VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    turn BIGINT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    PRIMARY KEY (stakeholder_id, field, drawing)
);
