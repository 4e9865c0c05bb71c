-- Who is on the way to a provider of single sign-on. Not facts: used up when they come back, and
-- swept away when stale. Neither what they bring back nor what only their browser holds stands here:
-- both are kept as their SHA-256.
CREATE TABLE sign_on (
    hash VARCHAR PRIMARY KEY,
    holder VARCHAR NOT NULL,
    onward VARCHAR NOT NULL,
    ends TIMESTAMP NOT NULL
);
