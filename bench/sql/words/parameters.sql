-- "Lookup: the narrowest division that contains the household, valid at D. No
-- value for D is an error that names the parameter, the division and D."

CREATE TABLE value_at AS
WITH wanted AS (
    SELECT division_code AS division FROM screened JOIN household USING (hid)
    UNION SELECT rpad(county, 12, '0') FROM screened JOIN household USING (hid)
), container AS (
    SELECT division, unnest(containing(division)) AS containing_division FROM wanted
)
SELECT container.division, name, arg_max(value, depth(containing_division)) AS value
FROM container JOIN parameter ON parameter.division = containing_division
WHERE "from" <= as_of() AND ("to" IS NULL OR "to" > as_of())
GROUP BY container.division, name;

WITH place AS (
    SELECT division_code AS division FROM screened JOIN household USING (hid)
    UNION SELECT rpad(county, 12, '0') FROM screened JOIN household USING (hid)
), missing AS (
    SELECT min({'name': name, 'division': division}) AS first
    FROM place CROSS JOIN parameter_name ANTI JOIN value_at USING (name, division)
)
SELECT CASE WHEN first IS NOT NULL
    THEN error('parameter ' || first.name || ' has no value for ' || first.division || ' on ' || as_of()::VARCHAR) END
FROM missing;

-- The values of a village, one row each. Money parameters are in fen here, so
-- that they compare with sums of fen. DECIMAL(18, 4) is DuckDB's widest number of
-- eight bytes; products of two of them need DECIMAL(20, 4) on one side.
CREATE TABLE threshold AS
SELECT division,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'monitoring_line') AS monitoring_line,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'rural_income_per_capita') AS rural_income_per_capita,
    max(value::DECIMAL(18, 4)) FILTER (name = 'medical_share_lifted') AS medical_share_lifted,
    max(value::DECIMAL(18, 4)) FILTER (name = 'medical_share_general') AS medical_share_general,
    max(value::DECIMAL(18, 4)) FILTER (name = 'income_drop_share') AS income_drop_share,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'disaster_loss') AS disaster_loss,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'accident_loss') AS accident_loss,
    max(value::DECIMAL(18, 4)) FILTER (name = 'rigid_share') AS rigid_share,
    max(value::DECIMAL(18, 4)) FILTER (name = 'water_outage_days') AS water_outage_days,
    max(value::DECIMAL(18, 4)) FILTER (name = 'loan_overdue_days') AS loan_overdue_days,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'vehicle_value') AS vehicle_value,
    max((value * 100)::DECIMAL(18, 4)) FILTER (name = 'education_burden') AS education_burden,
    max(value::DECIMAL(18, 4)) FILTER (name = 'hardship_ceiling') AS hardship_ceiling
FROM value_at GROUP BY division;
