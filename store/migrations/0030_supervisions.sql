-- What cities and the province order about a clue or case: to see to it by a day,
-- and, among all events, what they sent back to work.

CREATE TABLE supervisions (
    id          IDENTITY_KEY,
    case_id     BIGINT  NOT NULL REFERENCES cases (id),
    level       INTEGER NOT NULL,
    ordered_by  TEXT    NOT NULL,
    ordered_as  TEXT    NOT NULL,
    ordered_on  INTEGER NOT NULL,
    due_on      INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    answer      TEXT    NOT NULL,
    answered_by TEXT    NOT NULL,
    answered_as TEXT    NOT NULL,
    answered_on INTEGER NOT NULL,
    verdict     TEXT    NOT NULL,
    closed_by   TEXT    NOT NULL,
    closed_on   INTEGER NOT NULL
);
CREATE INDEX supervisions_case ON supervisions (case_id, id);
CREATE INDEX supervisions_open ON supervisions (id) WHERE closed_on = 0;
CREATE INDEX events_reopened ON events (id) WHERE act = 'reopen';
