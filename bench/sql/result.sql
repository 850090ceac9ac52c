-- alerts.csv, hits.csv and findings.csv: "sorted bytewise by division_code,
-- household_code, rule". DuckDB compares text by bytes.

CREATE VIEW alerts_csv AS
SELECT division_code, household_code, rule, risk, urgency, as_of()::VARCHAR AS as_of, nullif(who, '') AS members_hit, evidence
FROM alert JOIN household USING (hid)
ORDER BY division_code, household_code, rule;

CREATE VIEW hits_csv AS
SELECT division_code, household_code, rule, '比对' AS risk, NULL AS urgency, as_of()::VARCHAR AS as_of, nullif(who, '') AS members_hit, evidence
FROM hit JOIN household USING (hid)
ORDER BY division_code, household_code, rule;

-- coverage_thin: "division_code is the county's with twelve digits, household_code
-- is empty, lines are sorted by table and period"
CREATE VIEW findings_csv AS
SELECT division_code, household_code, rule, '数据质量' AS risk, NULL AS urgency, as_of()::VARCHAR AS as_of, members_hit, evidence
FROM (
    SELECT division_code, household_code, rule, nullif(who, '') AS members_hit, evidence, NULL AS "table", NULL AS period
    FROM finding JOIN household USING (hid)
    UNION ALL
    SELECT division, NULL, 'coverage_thin', NULL,
        json_object('table', "table", 'period', period, 'present', present, 'expected', shortest(expected), 'share', shortest(share)),
        "table", period
    FROM thin
)
ORDER BY division_code, coalesce(household_code, ''), rule, "table", period;
