-- The rows of the extracts about somebody of the registry, with the person (pid)
-- or household (hid) they are about. "An extract row of which the registry holds
-- no reference is not kept."

CREATE TABLE medical_settlement AS
SELECT pid, hid, member, bearer, settle_date, self_paid FROM good_medical_settlement JOIN person USING (id);

CREATE TABLE medical_enrolment AS
SELECT pid, hid, member, year, status IN ('已参保', '异地参保') AS insured FROM good_medical_enrolment JOIN person USING (id);

CREATE TABLE social_assistance AS
SELECT pid, hid, member, type, start_date, end_date FROM good_social_assistance JOIN person USING (id);

CREATE TABLE disability AS
SELECT pid, hid, member, id, certificate_no, category, grade, issued_on FROM good_disability JOIN person USING (id);

CREATE TABLE school_enrolment AS
SELECT pid, hid, member, school_year, status IN ('在读', '送教上门', '省外就读', '身体原因', '毕业') AS at_school, self_paid
FROM good_school_enrolment JOIN person USING (id);

CREATE TABLE employment AS
SELECT pid, hid, member, month, status = '在岗' AS on_post FROM good_employment JOIN person USING (id);

CREATE TABLE population_change AS
SELECT pid, hid, member FROM good_population_change JOIN person USING (id);

CREATE TABLE accident AS
SELECT pid, hid, member, bearer, event_date, severity, loss FROM good_accident JOIN person USING (id);

CREATE TABLE housing AS
SELECT hid, house_no, grade, assessed_on, occupied, only_home, renovated_on FROM good_housing JOIN household USING (household_code);

CREATE TABLE drinking_water AS
SELECT hid, assessed_on, outage_days,
    coalesce(quantity = '不达标', false) OR coalesce(quality = '不达标', false)
        OR coalesce(convenience = '不达标', false) OR coalesce(reliability = '不达标', false) AS below_standard
FROM good_drinking_water JOIN household USING (household_code);

CREATE TABLE disaster AS
SELECT hid, event_date, loss, house_damaged FROM good_disaster JOIN household USING (household_code);

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
