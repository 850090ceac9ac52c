-- Samples drawn for evaluators: which households, from when to when, and the forms
-- they filled in without knowing what is held. Forms and what was held are sealed.

CREATE TABLE samples (
    id             IDENTITY_KEY,
    division       BIGINT  NOT NULL,
    evaluator      TEXT    NOT NULL,
    evaluator_name TEXT    NOT NULL,
    drawn_by       TEXT    NOT NULL,
    drawn_name     TEXT    NOT NULL,
    drawn_at       BIGINT  NOT NULL,
    from_day       INTEGER NOT NULL,
    to_day         INTEGER NOT NULL,
    seed           BIGINT  NOT NULL,
    frame          INTEGER NOT NULL
);
CREATE INDEX samples_evaluator ON samples (evaluator, id);
CREATE INDEX samples_division ON samples (division, id);

CREATE TABLE sampled (
    sample      BIGINT  NOT NULL REFERENCES samples (id),
    position    INTEGER NOT NULL,
    household   TEXT    NOT NULL REFERENCES households (code),
    division    BIGINT  NOT NULL,
    sent_at     BIGINT  NOT NULL,
    told_sealed TEXT    NOT NULL,
    PRIMARY KEY (sample, position)
);
