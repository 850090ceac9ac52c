-- Lists that leave as files: who asked for which, who consented, until when. The
-- filter may name somebody and is sealed.

CREATE TABLE exports (
    id            IDENTITY_KEY,
    version       INTEGER NOT NULL,
    state         TEXT    NOT NULL,
    list          TEXT    NOT NULL,
    format        TEXT    NOT NULL,
    filter_sealed TEXT    NOT NULL,
    division      BIGINT  NOT NULL,
    whole         BOOLEAN NOT NULL,
    many          BOOLEAN NOT NULL,
    reason        TEXT    NOT NULL,
    asked_by      TEXT    NOT NULL,
    asked_name    TEXT    NOT NULL,
    asked_at      BIGINT  NOT NULL,
    decided_by    TEXT    NOT NULL,
    decided_name  TEXT    NOT NULL,
    decided_at    BIGINT  NOT NULL,
    decision      TEXT    NOT NULL,
    until_at      BIGINT  NOT NULL,
    taken         INTEGER NOT NULL
);
CREATE INDEX exports_asked ON exports (asked_by, id);
CREATE INDEX exports_waiting ON exports (state, division, id);
