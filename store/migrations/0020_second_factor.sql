-- The second proof of who signs in, and the keys by which programs call for a
-- user. secret_sealed is the shared secret of RFC 6238; recovery holds the hashes
-- of the recovery codes not used yet, apart by blanks. A token is kept as its
-- hash; its grants are ROLE@DIVISION, apart by blanks.

ALTER TABLE users ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE second_factors (
    user_id       BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    secret_sealed TEXT   NOT NULL,
    confirmed_at  BIGINT NOT NULL,
    last_step     BIGINT NOT NULL,
    recovery      TEXT   NOT NULL
);

CREATE TABLE api_tokens (
    id         IDENTITY_KEY,
    user_id    BIGINT  NOT NULL REFERENCES users (id),
    name       TEXT    NOT NULL,
    token_hash TEXT    NOT NULL UNIQUE,
    grants     TEXT    NOT NULL,
    writes     BOOLEAN NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT  NOT NULL
);
CREATE INDEX api_tokens_user ON api_tokens (user_id, id);
