-- Values of parameters that people ask for and approve, with what they would
-- change. Values are whole numbers: fen, 1/10 000 of a share, or a count.

CREATE TABLE settings (
    id           IDENTITY_KEY,
    version      INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    parameter    TEXT    NOT NULL,
    division     BIGINT  NOT NULL,
    from_day     INTEGER NOT NULL,
    to_day       INTEGER NOT NULL,
    value        BIGINT  NOT NULL,
    number       TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    effect       TEXT    NOT NULL,
    asked_by     TEXT    NOT NULL,
    asked_name   TEXT    NOT NULL,
    asked_at     BIGINT  NOT NULL,
    decided_by   TEXT    NOT NULL,
    decided_name TEXT    NOT NULL,
    decided_at   BIGINT  NOT NULL,
    decision     TEXT    NOT NULL
);
CREATE INDEX settings_division ON settings (division, id);
CREATE INDEX settings_state ON settings (state, decided_at, id);
