-- Requests of people that what is recorded about them be put right: about which
-- household, by when they are answered, and how. Who asked and what was said is
-- sealed.

CREATE TABLE corrections (
    id             IDENTITY_KEY,
    version        INTEGER NOT NULL,
    household      TEXT    NOT NULL,
    division       BIGINT  NOT NULL,
    received_by    TEXT    NOT NULL,
    received_on    INTEGER NOT NULL,
    due_on         INTEGER NOT NULL,
    outcome        TEXT    NOT NULL,
    change_request BIGINT  NOT NULL,
    answered_by    TEXT    NOT NULL,
    answered_on    INTEGER NOT NULL,
    content_sealed TEXT    NOT NULL
);
CREATE INDEX corrections_division ON corrections (division, answered_on, due_on, id);
