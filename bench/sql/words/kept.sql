-- The rows of the extracts about somebody of the registry, with the person (pid)
-- or household (hid) they are about. "An extract row of which the registry holds
-- no reference is not kept."
--
-- The side written on the right is the one that is hashed: the smaller one. Left
-- to itself DuckDB guesses a CSV file's rows, and hashes five million of them.
SET disabled_optimizers = 'join_order,build_side_probe_side';

CREATE TABLE medical_settlement AS
SELECT pid, hid, member, bearer, settle_date, self_paid FROM person JOIN good_medical_settlement USING (id);

-- One row a person: whether a row says 已参保 or 异地参保 for one of the years that
-- count, and the years with any row as bits, bit 0 being D's.
CREATE TABLE medical_enrolment AS
WITH by_id AS (
    SELECT id, bit_or(CASE WHEN year BETWEEN insured_year() AND year(as_of()) THEN 1 << (year(as_of()) - year)::INTEGER ELSE 0 END) AS has_row,
        bool_or(status IN ('已参保', '异地参保') AND year BETWEEN insured_year() AND year(as_of())) AS insured
    FROM good_medical_enrolment GROUP BY id
)
SELECT pid, hid, member, has_row, insured FROM person JOIN by_id USING (id);

CREATE TABLE social_assistance AS
SELECT pid, hid, member, type, start_date, end_date FROM person JOIN good_social_assistance USING (id);

CREATE TABLE disability AS
SELECT pid, hid, member, id, certificate_no, category, grade, issued_on FROM person JOIN good_disability USING (id);

CREATE TABLE school_enrolment AS
SELECT pid, hid, member, school_year, status IN ('在读', '送教上门', '省外就读', '身体原因', '毕业') AS at_school, self_paid
FROM person JOIN good_school_enrolment USING (id);

-- One row a person: the months with a row, and those 在岗, as bits: bit 0 is D's
-- month, bit 1 the month before, ...
CREATE TABLE employment AS
WITH counted AS (
    SELECT id, status, CASE WHEN month BETWEEN month_number(as_of()) - 16 AND month_number(as_of())
        THEN 1 << (month_number(as_of()) - month)::INTEGER ELSE 0 END AS bit
    FROM good_employment
), by_id AS (
    SELECT id, bit_or(bit) AS has_row, bit_or(CASE WHEN status = '在岗' THEN bit ELSE 0 END) AS on_post FROM counted GROUP BY id
)
SELECT pid, hid, member, has_row, on_post FROM person JOIN by_id USING (id);

CREATE TABLE population_change AS
SELECT pid, hid, member FROM person JOIN good_population_change USING (id);

CREATE TABLE accident AS
SELECT pid, hid, member, bearer, event_date, severity, loss FROM person JOIN good_accident USING (id);

CREATE TABLE housing AS
SELECT hid, house_no, grade, assessed_on, occupied, only_home, renovated_on FROM good_housing JOIN household USING (household_code);

CREATE TABLE drinking_water AS
SELECT hid, assessed_on, outage_days,
    coalesce(quantity = '不达标', false) OR coalesce(quality = '不达标', false)
        OR coalesce(convenience = '不达标', false) OR coalesce(reliability = '不达标', false) AS below_standard
FROM good_drinking_water JOIN household USING (household_code);

CREATE TABLE disaster AS
SELECT hid, event_date, loss, house_damaged FROM household JOIN good_disaster USING (household_code);

CREATE TABLE income AS
SELECT hid, year, wage_income, business_income, business_cost, property_income, transfer_income
FROM good_income JOIN household USING (household_code);

-- "petition and microloan have two references: the household_code decides if it
-- is held, else the id_number"
CREATE TABLE microloan AS
SELECT coalesce(household.hid, person.hid) AS hid, granted_on, balance, overdue_days
FROM good_microloan loan LEFT JOIN household USING (household_code) LEFT JOIN person USING (id)
WHERE coalesce(household.hid, person.hid) IS NOT NULL;

CREATE TABLE petition AS
SELECT coalesce(household.hid, person.hid) AS hid, received_on, topic
FROM good_petition petition LEFT JOIN household USING (household_code) LEFT JOIN person USING (id)
WHERE coalesce(household.hid, person.hid) IS NOT NULL;

RESET disabled_optimizers;
