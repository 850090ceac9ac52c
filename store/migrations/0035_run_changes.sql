-- What raised each alert of a village in its newest screening, with the rows that
-- decided it, and what was otherwise than in the screening before. inputs is what a
-- screening keeps of what it read; empty: nothing.

ALTER TABLE runs ADD COLUMN inputs TEXT NOT NULL DEFAULT '';

CREATE TABLE run_alerts (
    id          IDENTITY_KEY,
    run         BIGINT NOT NULL REFERENCES runs (id),
    division    BIGINT NOT NULL,
    household   TEXT   NOT NULL,
    rule        TEXT   NOT NULL,
    risk        TEXT   NOT NULL,
    urgency     TEXT   NOT NULL,
    told_sealed TEXT   NOT NULL
);
CREATE INDEX run_alerts_division ON run_alerts (division, id);

CREATE TABLE run_changes (
    id          IDENTITY_KEY,
    run         BIGINT NOT NULL REFERENCES runs (id),
    before_run  BIGINT NOT NULL REFERENCES runs (id),
    division    BIGINT NOT NULL,
    household   TEXT   NOT NULL,
    rule        TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    was         TEXT   NOT NULL,
    is_now      TEXT   NOT NULL,
    why         TEXT   NOT NULL,
    told_sealed TEXT   NOT NULL
);
CREATE INDEX run_changes_run ON run_changes (run, division, id);
CREATE INDEX run_changes_household ON run_changes (household, rule, id);
