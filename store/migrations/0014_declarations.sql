-- What families say of themselves: the code on a village's poster, declarations
-- with what was recorded or photographed. All that names somebody is sealed; a
-- receipt is found by its blind index.

CREATE TABLE village_codes (
    code     TEXT    NOT NULL PRIMARY KEY,
    division BIGINT  NOT NULL,
    made_on  INTEGER NOT NULL,
    made_by  TEXT    NOT NULL,
    ended_on INTEGER NOT NULL
);
CREATE INDEX village_codes_division ON village_codes (division, ended_on);

CREATE TABLE declarations (
    id             IDENTITY_KEY,
    version        INTEGER NOT NULL,
    division       BIGINT  NOT NULL,
    way            TEXT    NOT NULL,
    channel        TEXT    NOT NULL,
    at             BIGINT  NOT NULL,
    day            INTEGER NOT NULL,
    by_login       TEXT    NOT NULL,
    by_name        TEXT    NOT NULL,
    household      TEXT    NOT NULL,
    case_id        BIGINT  NOT NULL,
    again          BOOLEAN NOT NULL,
    once           TEXT    NOT NULL,
    files          INTEGER NOT NULL,
    dismissed_on   INTEGER NOT NULL,
    dismissed_by   TEXT    NOT NULL,
    dismissed_for  TEXT    NOT NULL,
    receipt_sealed TEXT    NOT NULL,
    receipt_blind  TEXT    NOT NULL,
    number_sealed  TEXT    NOT NULL,
    number_blind   TEXT    NOT NULL,
    phone_sealed   TEXT    NOT NULL,
    phone_blind    TEXT    NOT NULL,
    content_sealed TEXT    NOT NULL
);
CREATE UNIQUE INDEX declarations_once ON declarations (once);
CREATE UNIQUE INDEX declarations_receipt ON declarations (receipt_blind);
CREATE INDEX declarations_waiting ON declarations (case_id, dismissed_on, id);
CREATE INDEX declarations_division ON declarations (division, day);
CREATE INDEX declarations_household ON declarations (household, day);
CREATE INDEX declarations_number ON declarations (number_blind, day);
CREATE INDEX declarations_phone ON declarations (phone_blind, day);

CREATE TABLE declared_files (
    declaration BIGINT  NOT NULL REFERENCES declarations (id),
    part        INTEGER NOT NULL,
    media_type  TEXT    NOT NULL,
    data_sealed TEXT    NOT NULL,
    PRIMARY KEY (declaration, part)
);
