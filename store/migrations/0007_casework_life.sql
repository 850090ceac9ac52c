-- What a screening looked at, what became of an alert after it was raised, a
-- household's record that goes on in another's, clocks that ask again, and cases
-- that are handed to another county.

CREATE TABLE run_places (
    division BIGINT NOT NULL,
    run      BIGINT NOT NULL REFERENCES runs (id),
    PRIMARY KEY (division, run)
);

-- household is whom the alert is about: an attached clue's alerts go on under the
-- known case. gone_run is the first run that no longer raised it.
ALTER TABLE alerts ADD COLUMN household TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN gone_run BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN settled_on INTEGER NOT NULL DEFAULT 0;
UPDATE alerts SET household = (SELECT c.household FROM cases AS c WHERE c.id = alerts.case_id);
UPDATE alerts SET settled_on = (SELECT c.state_since FROM cases AS c WHERE c.id = alerts.case_id) WHERE settled;
DROP INDEX alerts_case;
CREATE UNIQUE INDEX alerts_case ON alerts (case_id, household, rule);

-- into_case is the known case that an attached clue goes on in, or the record
-- that a transferred one went on as. ask_again_on is the day on which a household
-- that wished to wait is asked again; visit_due_on the last day of its next visit.
ALTER TABLE cases ADD COLUMN into_case BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN ask_again_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN visit_due_on INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_into ON cases (into_case);

CREATE TABLE transfers (
    id          IDENTITY_KEY,
    case_id     BIGINT  NOT NULL REFERENCES cases (id),
    from_county BIGINT  NOT NULL,
    to_county   BIGINT  NOT NULL,
    asked_by    TEXT    NOT NULL,
    asked_on    INTEGER NOT NULL,
    due_on      INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    decided_by  TEXT    NOT NULL,
    decided_on  INTEGER NOT NULL,
    answer      TEXT    NOT NULL
);
CREATE INDEX transfers_case ON transfers (case_id, state);
CREATE INDEX transfers_to ON transfers (to_county, state, id);
