-- What stands out about a case: found by the daily checks (run 0) or by a
-- screening. A finding that no longer holds keeps its days. Which days the checks
-- were run on, and the visits that are due by their day.

CREATE TABLE case_findings (
    id       IDENTITY_KEY,
    case_id  BIGINT  NOT NULL REFERENCES cases (id),
    what     TEXT    NOT NULL,
    says     TEXT    NOT NULL,
    run      BIGINT  NOT NULL,
    since    INTEGER NOT NULL,
    gone_on  INTEGER NOT NULL
);
CREATE UNIQUE INDEX case_findings_standing ON case_findings (case_id, what) WHERE gone_on = 0;
CREATE INDEX case_findings_what ON case_findings (what, case_id) WHERE gone_on = 0;

CREATE TABLE check_days (
    day      INTEGER NOT NULL PRIMARY KEY,
    at       BIGINT  NOT NULL,
    looked   INTEGER NOT NULL,
    found    INTEGER NOT NULL,
    gone     INTEGER NOT NULL
);

CREATE INDEX cases_visit_due ON cases (visit_due_on) WHERE visit_due_on <> 0;
CREATE INDEX cases_ask_again ON cases (ask_again_on) WHERE ask_again_on <> 0;
