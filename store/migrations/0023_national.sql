-- What a county and the national system do not agree about. Who it is about and
-- what both say is sealed; print tells equal differences of two comparisons.

CREATE TABLE differences (
    id           IDENTITY_KEY,
    version      INTEGER NOT NULL,
    county       BIGINT  NOT NULL,
    division     BIGINT  NOT NULL,
    list         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    field        TEXT    NOT NULL,
    household    TEXT    NOT NULL,
    found_sealed TEXT    NOT NULL,
    print        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    batch        BIGINT  NOT NULL,
    found_on     INTEGER NOT NULL,
    seen_on      INTEGER NOT NULL,
    side         TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    request      BIGINT  NOT NULL,
    settled_by   TEXT    NOT NULL,
    settled_name TEXT    NOT NULL,
    settled_at   BIGINT  NOT NULL
);
CREATE UNIQUE INDEX differences_print ON differences (county, print);
CREATE INDEX differences_division ON differences (division, state, id);
