-- What a screening said: how each alert's rule spoke in each county, and what the
-- newest one of each place found of its data.

CREATE TABLE run_rules (
    run      BIGINT  NOT NULL REFERENCES runs (id),
    county   BIGINT  NOT NULL,
    rule     TEXT    NOT NULL,
    screened INTEGER NOT NULL,
    raised   INTEGER NOT NULL,
    unknown  INTEGER NOT NULL,
    no_id    INTEGER NOT NULL,
    PRIMARY KEY (run, county, rule)
);
CREATE INDEX run_rules_county ON run_rules (county, run);

CREATE TABLE run_lines (
    id          IDENTITY_KEY,
    run         BIGINT NOT NULL REFERENCES runs (id),
    division    BIGINT NOT NULL,
    household   TEXT   NOT NULL,
    rule        TEXT   NOT NULL,
    about       TEXT   NOT NULL,
    told_sealed TEXT   NOT NULL
);
CREATE INDEX run_lines_division ON run_lines (division, id);
CREATE INDEX run_lines_rule ON run_lines (rule, id);
