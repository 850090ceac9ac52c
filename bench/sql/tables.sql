-- What stands beside the extracts: the divisions, the former county codes, the
-- parameters. The variables division_file, former_file and parameter_file name
-- them.

CREATE TABLE county AS
SELECT code FROM read_csv(getvariable('division_file'), header = true, all_varchar = true) WHERE level = '3';

CREATE TABLE village AS
SELECT code FROM read_csv(getvariable('division_file'), header = true, all_varchar = true) WHERE level = '5';

CREATE TABLE former_county AS
SELECT former, county FROM read_csv(getvariable('former_file'), header = true, all_varchar = true);

-- "Keyed by (name, division, from, to) with document number and status." The
-- dates are half-open: `to` is the first day without the value.
CREATE TABLE parameter AS
SELECT name, division, "from", "to", value, status, number
FROM read_csv(getvariable('parameter_file'), header = true, auto_detect = false, delim = ',', quote = '"', columns = {
    'name': 'VARCHAR', 'division': 'VARCHAR', 'from': 'DATE', 'to': 'DATE', 'value': 'DECIMAL(20, 4)',
    'status': 'VARCHAR', 'number': 'VARCHAR'});

-- The words the parameters of screening.md are named by.
CREATE TABLE parameter_name AS
SELECT unnest(['monitoring_line', 'rural_income_per_capita', 'medical_share_lifted', 'medical_share_general',
    'income_drop_share', 'disaster_loss', 'accident_loss', 'rigid_share', 'water_outage_days', 'loan_overdue_days',
    'vehicle_value', 'education_burden', 'hardship_ceiling', 'coverage_share_medical_enrolment',
    'coverage_share_school_enrolment', 'coverage_share_employment', 'coverage_share_income', 'coverage_floor']) AS name;

-- The division itself and those that contain it, narrowest first: village, town,
-- county, prefecture, province, each as twelve digits.
CREATE MACRO containing(division) AS list_distinct([
    division, rpad(division[1:9], 12, '0'), rpad(division[1:6], 12, '0'), rpad(division[1:4], 12, '0'), rpad(division[1:2], 12, '0')]);
CREATE MACRO depth(division) AS CASE
    WHEN division[10:12] <> '000' THEN 5 WHEN division[7:9] <> '000' THEN 4 WHEN division[5:6] <> '00' THEN 3
    WHEN division[3:4] <> '00' THEN 2 ELSE 1 END;
