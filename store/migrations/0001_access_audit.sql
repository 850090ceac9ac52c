-- Who may sign in, and the log of what was done. Times are nanoseconds since 1970
-- UTC; IDENTITY_KEY is the database's word for a key that it counts itself.

CREATE TABLE users (
    id          IDENTITY_KEY,
    login       TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    must_change BOOLEAN NOT NULL,
    disabled    BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL
);

CREATE TABLE grants (
    user_id  BIGINT  NOT NULL REFERENCES users (id),
    position INTEGER NOT NULL,
    role     TEXT    NOT NULL,
    division BIGINT  NOT NULL,
    PRIMARY KEY (user_id, position)
);

CREATE TABLE credentials (
    user_id      BIGINT  NOT NULL PRIMARY KEY REFERENCES users (id),
    hash         TEXT    NOT NULL,
    failed       INTEGER NOT NULL,
    locked_until BIGINT  NOT NULL
);

CREATE TABLE sessions (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    user_id    BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE audit_entries (
    seq       BIGINT NOT NULL PRIMARY KEY,
    at        BIGINT NOT NULL,
    who       TEXT   NOT NULL,
    action    TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    detail    TEXT   NOT NULL,
    prev_hash TEXT   NOT NULL,
    hash      TEXT   NOT NULL
);

-- The keys this database is sealed with, each with a text that it sealed.
CREATE TABLE sealing_keys (
    id    TEXT NOT NULL PRIMARY KEY,
    proof TEXT NOT NULL
);
