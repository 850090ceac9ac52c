-- Households and who lives in them. Days are counted from 1970-01-01; a division
-- is its twelve digits as a number, so that a subtree is a range. What ends in
-- _sealed is encrypted, what ends in _blind is its index.

CREATE TABLE households (
    code            TEXT    NOT NULL PRIMARY KEY,
    division        BIGINT  NOT NULL,
    village_group   TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    relocated       BOOLEAN NOT NULL,
    relocation_site TEXT    NOT NULL,
    object_type     TEXT    NOT NULL,
    risk_cleared    BOOLEAN NOT NULL,
    phone_sealed    TEXT    NOT NULL,
    phone_blind     TEXT    NOT NULL,
    address         TEXT    NOT NULL
);
CREATE INDEX households_division ON households (division, code);
CREATE INDEX households_phone ON households (phone_blind);

CREATE TABLE persons (
    household       TEXT    NOT NULL REFERENCES households (code),
    position        INTEGER NOT NULL,
    number_sealed   TEXT    NOT NULL,
    number_blind    TEXT    NOT NULL,
    has_id          BOOLEAN NOT NULL,
    name            TEXT    NOT NULL,
    sex             TEXT    NOT NULL,
    birth_date      INTEGER NOT NULL,
    relation        TEXT    NOT NULL,
    health          TEXT    NOT NULL,
    labor           TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    living_together BOOLEAN NOT NULL,
    PRIMARY KEY (household, position)
);
CREATE INDEX persons_number ON persons (number_blind);
