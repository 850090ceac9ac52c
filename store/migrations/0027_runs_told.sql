-- What a screening said: how each alert's rule spoke in each county.

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
