-- Periods that are locked at the end of a day, and what stood then: of every table
-- that figures are counted from or a list shows a copy of the place's rows, column
-- by column, under the period's number. What is only ever added to (events,
-- screenings) needs no copy: last_event and locked_at say how far it went.

CREATE TABLE periods (
    id           IDENTITY_KEY,
    version      INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    division     BIGINT  NOT NULL,
    kind         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    from_day     INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    asked_by     TEXT    NOT NULL,
    asked_name   TEXT    NOT NULL,
    asked_at     BIGINT  NOT NULL,
    decided_by   TEXT    NOT NULL,
    decided_name TEXT    NOT NULL,
    decided_at   BIGINT  NOT NULL,
    decision     TEXT    NOT NULL,
    locked_at    BIGINT  NOT NULL,
    last_event   BIGINT  NOT NULL,
    row_count    INTEGER NOT NULL,
    digest       TEXT    NOT NULL
);
CREATE INDEX periods_day ON periods (day, state);
CREATE INDEX periods_division ON periods (division, id);

CREATE TABLE locked_households (
    period          BIGINT  NOT NULL REFERENCES periods (id),
    code            TEXT    NOT NULL,
    division        BIGINT  NOT NULL,
    village_group   TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    relocated       BOOLEAN NOT NULL,
    relocation_site TEXT    NOT NULL,
    object_type     TEXT    NOT NULL,
    risk_cleared    BOOLEAN NOT NULL,
    phone_sealed    TEXT    NOT NULL,
    phone_blind     TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    county          BIGINT  NOT NULL,
    ended_on        INTEGER NOT NULL,
    ended_how       TEXT    NOT NULL,
    PRIMARY KEY (period, code)
);
CREATE INDEX locked_households_division ON locked_households (period, division, code);

CREATE TABLE locked_persons (
    period          BIGINT  NOT NULL REFERENCES periods (id),
    household       TEXT    NOT NULL,
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
    division        BIGINT  NOT NULL,
    county          BIGINT  NOT NULL,
    ethnicity       TEXT    NOT NULL,
    education       TEXT    NOT NULL,
    since           INTEGER NOT NULL,
    since_how       TEXT    NOT NULL,
    PRIMARY KEY (period, household, position)
);

CREATE TABLE locked_cases (
    period            BIGINT  NOT NULL REFERENCES periods (id),
    id                BIGINT  NOT NULL,
    version           INTEGER NOT NULL,
    household         TEXT    NOT NULL,
    division          BIGINT  NOT NULL,
    head              TEXT    NOT NULL,
    channel           TEXT    NOT NULL,
    urgency           TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    is_open           BOOLEAN NOT NULL,
    round             INTEGER NOT NULL,
    opened_on         INTEGER NOT NULL,
    t0                INTEGER NOT NULL,
    state_since       INTEGER NOT NULL,
    due_on            INTEGER NOT NULL,
    due_order         INTEGER NOT NULL,
    whole_due_on      INTEGER NOT NULL,
    provisional       BOOLEAN NOT NULL,
    paused_on         INTEGER NOT NULL,
    pause_reason      TEXT    NOT NULL,
    posted_on         INTEGER NOT NULL,
    identified_on     INTEGER NOT NULL,
    cleared_on        INTEGER NOT NULL,
    object_type       TEXT    NOT NULL,
    main_risk         TEXT    NOT NULL,
    risk_found        BOOLEAN NOT NULL,
    members_confirmed BOOLEAN NOT NULL,
    into_case         BIGINT  NOT NULL,
    ask_again_on      INTEGER NOT NULL,
    visit_due_on      INTEGER NOT NULL,
    PRIMARY KEY (period, id)
);
CREATE INDEX locked_cases_division ON locked_cases (period, division, state, due_order, id);
CREATE INDEX locked_cases_household ON locked_cases (household, period);

CREATE TABLE locked_alerts (
    period          BIGINT  NOT NULL REFERENCES periods (id),
    id              BIGINT  NOT NULL,
    case_id         BIGINT  NOT NULL,
    rule            TEXT    NOT NULL,
    risk            TEXT    NOT NULL,
    urgency         TEXT    NOT NULL,
    members_sealed  TEXT    NOT NULL,
    evidence_sealed TEXT    NOT NULL,
    first_run       BIGINT  NOT NULL,
    last_run        BIGINT  NOT NULL,
    gone            BOOLEAN NOT NULL,
    settled         BOOLEAN NOT NULL,
    raised_on       INTEGER NOT NULL,
    household       TEXT    NOT NULL,
    gone_run        BIGINT  NOT NULL,
    settled_on      INTEGER NOT NULL,
    PRIMARY KEY (period, id)
);
CREATE INDEX locked_alerts_case ON locked_alerts (period, case_id);

CREATE TABLE locked_measures (
    period    BIGINT  NOT NULL REFERENCES periods (id),
    id        BIGINT  NOT NULL,
    case_id   BIGINT  NOT NULL,
    class     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    person    TEXT    NOT NULL,
    from_day  INTEGER NOT NULL,
    to_day    INTEGER NOT NULL,
    fen       BIGINT  NOT NULL,
    proof     TEXT    NOT NULL,
    done      BOOLEAN NOT NULL,
    recorded  INTEGER NOT NULL,
    PRIMARY KEY (period, id)
);
CREATE INDEX locked_measures_case ON locked_measures (period, case_id);

CREATE TABLE locked_case_findings (
    period   BIGINT  NOT NULL REFERENCES periods (id),
    id       BIGINT  NOT NULL,
    case_id  BIGINT  NOT NULL,
    what     TEXT    NOT NULL,
    says     TEXT    NOT NULL,
    run      BIGINT  NOT NULL,
    since    INTEGER NOT NULL,
    gone_on  INTEGER NOT NULL,
    PRIMARY KEY (period, id)
);
CREATE INDEX locked_case_findings_case ON locked_case_findings (period, case_id);

CREATE TABLE locked_declarations (
    period         BIGINT  NOT NULL REFERENCES periods (id),
    id             BIGINT  NOT NULL,
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
    content_sealed TEXT    NOT NULL,
    PRIMARY KEY (period, id)
);

CREATE TABLE locked_change_requests (
    period       BIGINT  NOT NULL REFERENCES periods (id),
    id           BIGINT  NOT NULL,
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
    undoes       BIGINT  NOT NULL,
    PRIMARY KEY (period, id)
);

CREATE TABLE locked_transfers (
    period      BIGINT  NOT NULL REFERENCES periods (id),
    id          BIGINT  NOT NULL,
    case_id     BIGINT  NOT NULL,
    from_county BIGINT  NOT NULL,
    to_county   BIGINT  NOT NULL,
    asked_by    TEXT    NOT NULL,
    asked_on    INTEGER NOT NULL,
    due_on      INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    decided_by  TEXT    NOT NULL,
    decided_on  INTEGER NOT NULL,
    answer      TEXT    NOT NULL,
    PRIMARY KEY (period, id)
);

CREATE TABLE locked_complaints (
    period         BIGINT  NOT NULL REFERENCES periods (id),
    id             BIGINT  NOT NULL,
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
    content_sealed TEXT    NOT NULL,
    PRIMARY KEY (period, id)
);

CREATE TABLE locked_differences (
    period       BIGINT  NOT NULL REFERENCES periods (id),
    id           BIGINT  NOT NULL,
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
    settled_at   BIGINT  NOT NULL,
    PRIMARY KEY (period, id)
);
