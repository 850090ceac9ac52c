-- What happens to a whole area and the records it opened, and the register of
-- complaints: about whom, of which level, and what was answered. What was said and
-- by whom is sealed.

CREATE TABLE area_events (
    id          IDENTITY_KEY,
    division    BIGINT  NOT NULL,
    kind        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    says        TEXT    NOT NULL,
    urgency     TEXT    NOT NULL,
    happened_on INTEGER NOT NULL,
    opened_by   TEXT    NOT NULL,
    opened_on   INTEGER NOT NULL
);
CREATE INDEX area_events_division ON area_events (division, id);

CREATE TABLE area_clues (
    area_event BIGINT NOT NULL REFERENCES area_events (id),
    case_id    BIGINT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (area_event, case_id)
);

CREATE TABLE complaints (
    id             IDENTITY_KEY,
    version        INTEGER NOT NULL,
    division       BIGINT  NOT NULL,
    kind           TEXT    NOT NULL,
    about_login    TEXT    NOT NULL,
    about_level    INTEGER NOT NULL,
    received_by    TEXT    NOT NULL,
    received_on    INTEGER NOT NULL,
    due_on         INTEGER NOT NULL,
    provisional    BOOLEAN NOT NULL,
    answered_by    TEXT    NOT NULL,
    answered_on    INTEGER NOT NULL,
    content_sealed TEXT    NOT NULL
);
CREATE INDEX complaints_division ON complaints (division, answered_on, id);
