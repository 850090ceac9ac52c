-- What departments are asked about rows of their tables, by a desk (hit 0) or because
-- a comparison found something, with the answers.

CREATE TABLE questions (
    id            IDENTITY_KEY,
    case_id       BIGINT  NOT NULL REFERENCES cases (id),
    hit           BIGINT  NOT NULL,
    rule          TEXT    NOT NULL,
    owner         TEXT    NOT NULL,
    asks          TEXT    NOT NULL,
    asked_name    TEXT    NOT NULL,
    asked_on      INTEGER NOT NULL,
    closed_on     INTEGER NOT NULL,
    finding       TEXT    NOT NULL,
    corrected     TEXT    NOT NULL,
    says          TEXT    NOT NULL,
    letter        TEXT    NOT NULL,
    proof         BIGINT  NOT NULL,
    answered_by   TEXT    NOT NULL,
    answered_name TEXT    NOT NULL,
    answered_on   INTEGER NOT NULL,
    due_on        INTEGER NOT NULL
);
CREATE INDEX questions_case ON questions (case_id, id);
CREATE INDEX questions_owner ON questions (owner, id);
CREATE INDEX questions_open ON questions (id) WHERE answered_on = 0;
