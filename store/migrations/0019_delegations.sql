-- Who stands in for whom while away, and in whose place an act on a case was done.

CREATE TABLE delegations (
    id         IDENTITY_KEY,
    from_login TEXT    NOT NULL,
    to_login   TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    division   BIGINT  NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    made_at    BIGINT  NOT NULL,
    ended_on   INTEGER NOT NULL
);
CREATE INDEX delegations_to ON delegations (to_login, until);
CREATE INDEX delegations_from ON delegations (from_login, until);

ALTER TABLE events ADD COLUMN for_login TEXT NOT NULL DEFAULT '';
