-- The chain over the facts: one link for each transaction that added some (store/chain.py).
-- A link that begins `anew` seals every fact there was, because a migration reshaped them.
CREATE TABLE chain_link (
    number BIGINT NOT NULL,
    anew BOOLEAN NOT NULL,
    last_seq BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    digest VARCHAR NOT NULL,
    head VARCHAR NOT NULL
);
-- What stands in the chain for a person's name, address and password: SHA-256 of a salt and them.
-- With the salt gone it says nothing of what it was made from, and the chain still holds.
CREATE TABLE chain_commitment (
    kind VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    salt VARCHAR,
    sealed VARCHAR NOT NULL,
    PRIMARY KEY (kind, fact_id)
);
