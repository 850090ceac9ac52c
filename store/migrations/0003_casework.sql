-- Screenings that were loaded, cases, and what hangs on them.

CREATE TABLE runs (
    id           IDENTITY_KEY,
    as_of        INTEGER NOT NULL,
    loaded_at    BIGINT  NOT NULL,
    loaded_by    TEXT    NOT NULL,
    package_hash TEXT    NOT NULL,
    screened     INTEGER NOT NULL,
    alerted      INTEGER NOT NULL,
    summary      TEXT    NOT NULL,
    covered      TEXT    NOT NULL
);

-- due_order is due_on with "no limit" behind every day, for keyset paging.
CREATE TABLE cases (
    id                IDENTITY_KEY,
    version           INTEGER NOT NULL,
    household         TEXT    NOT NULL REFERENCES households (code),
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
    members_confirmed BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX cases_one_open ON cases (household) WHERE is_open;
CREATE INDEX cases_household ON cases (household);
CREATE INDEX cases_due ON cases (due_order, id);
CREATE INDEX cases_state ON cases (state, due_order, id);
CREATE INDEX cases_division ON cases (division, state, due_order, id, due_on, paused_on);

CREATE TABLE alerts (
    id              IDENTITY_KEY,
    case_id         BIGINT  NOT NULL REFERENCES cases (id),
    rule            TEXT    NOT NULL,
    risk            TEXT    NOT NULL,
    urgency         TEXT    NOT NULL,
    members_sealed  TEXT    NOT NULL,
    evidence_sealed TEXT    NOT NULL,
    first_run       BIGINT  NOT NULL,
    last_run        BIGINT  NOT NULL,
    gone            BOOLEAN NOT NULL,
    settled         BOOLEAN NOT NULL,
    raised_on       INTEGER NOT NULL
);
CREATE UNIQUE INDEX alerts_case ON alerts (case_id, rule);
CREATE INDEX alerts_rule ON alerts (rule, case_id);

CREATE TABLE events (
    id         IDENTITY_KEY,
    case_id    BIGINT  NOT NULL REFERENCES cases (id),
    at         BIGINT  NOT NULL,
    day        INTEGER NOT NULL,
    who        TEXT    NOT NULL,
    who_name   TEXT    NOT NULL,
    act        TEXT    NOT NULL,
    from_state TEXT    NOT NULL,
    to_state   TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    form       TEXT    NOT NULL
);
CREATE INDEX events_case ON events (case_id, id);

CREATE TABLE authorisations (
    id            IDENTITY_KEY,
    case_id       BIGINT  NOT NULL REFERENCES cases (id),
    number_sealed TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    way           TEXT    NOT NULL,
    signed_on     INTEGER NOT NULL,
    valid_to      INTEGER NOT NULL,
    file          TEXT    NOT NULL
);
CREATE INDEX authorisations_case ON authorisations (case_id, id);

CREATE TABLE hits (
    id              IDENTITY_KEY,
    case_id         BIGINT  NOT NULL REFERENCES cases (id),
    rule            TEXT    NOT NULL,
    members_sealed  TEXT    NOT NULL,
    evidence_sealed TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    department      TEXT    NOT NULL,
    settled_by      TEXT    NOT NULL,
    settled_on      INTEGER NOT NULL
);
CREATE INDEX hits_case ON hits (case_id, id);

CREATE TABLE measures (
    id        IDENTITY_KEY,
    case_id   BIGINT  NOT NULL REFERENCES cases (id),
    class     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    person    TEXT    NOT NULL,
    from_day  INTEGER NOT NULL,
    to_day    INTEGER NOT NULL,
    fen       BIGINT  NOT NULL,
    proof     TEXT    NOT NULL,
    done      BOOLEAN NOT NULL,
    recorded  INTEGER NOT NULL
);
CREATE INDEX measures_case ON measures (case_id, id);

CREATE TABLE objections (
    id        IDENTITY_KEY,
    case_id   BIGINT  NOT NULL REFERENCES cases (id),
    says      TEXT    NOT NULL,
    raised_on INTEGER NOT NULL,
    answer    TEXT    NOT NULL,
    closed_on INTEGER NOT NULL
);
CREATE INDEX objections_case ON objections (case_id, id);
