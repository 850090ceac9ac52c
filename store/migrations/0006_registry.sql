-- The registry as the system's own record: versions of households, who lived
-- where until when, what is asked for and decided, who looked; and what the
-- departments deliver. A county is its six digits with zeros behind; a person has
-- the household's place, so that a search by name walks one index.

ALTER TABLE households ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE households ADD COLUMN county BIGINT NOT NULL DEFAULT 0;
ALTER TABLE households ADD COLUMN ended_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE households ADD COLUMN ended_how TEXT NOT NULL DEFAULT '';
UPDATE households SET county = division - division % 1000000;
CREATE INDEX households_county ON households (county, code);
CREATE INDEX households_object ON households (object_type, division, code);

ALTER TABLE persons ADD COLUMN division BIGINT NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN county BIGINT NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN ethnicity TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN education TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN since_how TEXT NOT NULL DEFAULT '';
UPDATE persons SET division = (SELECT h.division FROM households AS h WHERE h.code = persons.household);
UPDATE persons SET county = division - division % 1000000;
CREATE INDEX persons_county_name ON persons (county, name, household, position, division);
CREATE INDEX persons_name ON persons (name, household, position, division);

CREATE TABLE stays (
    id            IDENTITY_KEY,
    household     TEXT    NOT NULL REFERENCES households (code),
    number_sealed TEXT    NOT NULL,
    number_blind  TEXT    NOT NULL,
    has_id        BOOLEAN NOT NULL,
    name          TEXT    NOT NULL,
    relation      TEXT    NOT NULL,
    since         INTEGER NOT NULL,
    since_how     TEXT    NOT NULL,
    until_day     INTEGER NOT NULL,
    until_how     TEXT    NOT NULL,
    moved_to      TEXT    NOT NULL,
    request       BIGINT  NOT NULL
);
CREATE INDEX stays_household ON stays (household, id);
CREATE INDEX stays_number ON stays (number_blind);

CREATE TABLE revisions (
    id            IDENTITY_KEY,
    household     TEXT    NOT NULL REFERENCES households (code),
    version       INTEGER NOT NULL,
    at            BIGINT  NOT NULL,
    who           TEXT    NOT NULL,
    who_name      TEXT    NOT NULL,
    why           TEXT    NOT NULL,
    request       BIGINT  NOT NULL,
    before_sealed TEXT    NOT NULL,
    after_sealed  TEXT    NOT NULL
);
CREATE UNIQUE INDEX revisions_household ON revisions (household, version);
CREATE INDEX revisions_request ON revisions (request);

CREATE TABLE household_links (
    id             IDENTITY_KEY,
    from_household TEXT    NOT NULL REFERENCES households (code),
    to_household   TEXT    NOT NULL REFERENCES households (code),
    kind           TEXT    NOT NULL,
    day            INTEGER NOT NULL,
    request        BIGINT  NOT NULL
);
CREATE INDEX household_links_from ON household_links (from_household);
CREATE INDEX household_links_to ON household_links (to_household);

CREATE TABLE change_requests (
    id           IDENTITY_KEY,
    version      INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    household    TEXT    NOT NULL,
    other        TEXT    NOT NULL,
    division     BIGINT  NOT NULL,
    happened_on  INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    form_sealed  TEXT    NOT NULL,
    asked_by     TEXT    NOT NULL,
    asked_name   TEXT    NOT NULL,
    asked_at     BIGINT  NOT NULL,
    decided_by   TEXT    NOT NULL,
    decided_name TEXT    NOT NULL,
    decided_at   BIGINT  NOT NULL,
    decision     TEXT    NOT NULL,
    batch        BIGINT  NOT NULL,
    group_key    TEXT    NOT NULL,
    undoes       BIGINT  NOT NULL
);
CREATE INDEX change_requests_state ON change_requests (state, id);
CREATE INDEX change_requests_division ON change_requests (division, state, id);
CREATE INDEX change_requests_household ON change_requests (household, id);
CREATE INDEX change_requests_other ON change_requests (other, id);
CREATE INDEX change_requests_group ON change_requests (batch, group_key, state, id);

CREATE TABLE looks (
    id        IDENTITY_KEY,
    household TEXT    NOT NULL REFERENCES households (code),
    at        BIGINT  NOT NULL,
    day       INTEGER NOT NULL,
    who       TEXT    NOT NULL,
    who_name  TEXT    NOT NULL,
    what      TEXT    NOT NULL,
    field     TEXT    NOT NULL,
    reason    TEXT    NOT NULL
);
CREATE INDEX looks_household ON looks (household, who, day, what);

-- What was delivered, and what became of its rows. A part is a piece of a file,
-- sealed: the file as it came (raw), or its accepted rows under our headers (rows).
CREATE TABLE batches (
    id            IDENTITY_KEY,
    version       INTEGER NOT NULL,
    state         TEXT    NOT NULL,
    table_name    TEXT    NOT NULL,
    owner         TEXT    NOT NULL,
    division      BIGINT  NOT NULL,
    from_day      INTEGER NOT NULL,
    to_day        INTEGER NOT NULL,
    file_name     TEXT    NOT NULL,
    sha256        TEXT    NOT NULL,
    bytes         BIGINT  NOT NULL,
    same_as       BIGINT  NOT NULL,
    source        TEXT    NOT NULL,
    parent        BIGINT  NOT NULL,
    uploaded_by   TEXT    NOT NULL,
    uploaded_name TEXT    NOT NULL,
    uploaded_at   BIGINT  NOT NULL,
    loaded_by     TEXT    NOT NULL,
    loaded_name   TEXT    NOT NULL,
    loaded_at     BIGINT  NOT NULL,
    rows_read     INTEGER NOT NULL,
    accepted      INTEGER NOT NULL,
    duplicate     INTEGER NOT NULL,
    quarantined   INTEGER NOT NULL,
    warnings      INTEGER NOT NULL,
    proposed      INTEGER NOT NULL,
    undone_by     TEXT    NOT NULL,
    undone_at     BIGINT  NOT NULL,
    undone_why    TEXT    NOT NULL,
    purged_at     BIGINT  NOT NULL
);
CREATE INDEX batches_division ON batches (division, id);
CREATE INDEX batches_sha ON batches (sha256, table_name);
CREATE INDEX batches_uploaded ON batches (purged_at, uploaded_at);

CREATE TABLE batch_parts (
    batch       BIGINT  NOT NULL REFERENCES batches (id),
    kind        TEXT    NOT NULL,
    part        INTEGER NOT NULL,
    data_sealed TEXT    NOT NULL,
    PRIMARY KEY (batch, kind, part)
);

CREATE TABLE quarantine (
    batch        BIGINT  NOT NULL REFERENCES batches (id),
    line         INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    column_name  TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    cells_sealed TEXT    NOT NULL,
    corrected_by TEXT    NOT NULL,
    PRIMARY KEY (batch, line)
);

CREATE TABLE mappings (
    division   BIGINT NOT NULL,
    source     TEXT   NOT NULL,
    table_name TEXT   NOT NULL,
    headers    TEXT   NOT NULL,
    codes      TEXT   NOT NULL,
    saved_by   TEXT   NOT NULL,
    saved_at   BIGINT NOT NULL,
    PRIMARY KEY (division, source, table_name)
);
