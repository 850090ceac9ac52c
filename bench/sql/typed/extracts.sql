-- The extracts read typed, needed columns only: the views are read once, by the
-- joins of words/kept.sql, which keep what is about the registry.

CREATE VIEW good_medical_settlement AS
SELECT id_of(id_number) AS id, settle_date, fen(self_paid) AS self_paid FROM source_medical_settlement;

CREATE VIEW good_medical_enrolment AS
SELECT id_of(id_number) AS id, year, status FROM source_medical_enrolment;

CREATE VIEW good_social_assistance AS
SELECT id_of(id_number) AS id, type, start_date, end_date FROM source_social_assistance;

-- Categories and grades come as numbers or as names.
CREATE VIEW good_disability AS
SELECT id_of(id_number) AS id, certificate_no, disability_category(category) AS category, disability_grade(grade) AS grade, issued_on
FROM source_disability;

CREATE VIEW good_school_enrolment AS
SELECT id_of(id_number) AS id, school_year[1:4]::INTEGER AS school_year, status, fen(self_paid) AS self_paid
FROM source_school_enrolment;

CREATE VIEW good_employment AS
SELECT id_of(id_number) AS id, digits // 100 * 12 + digits % 100 - 1 AS month, status
FROM (SELECT id_number, replace(month, '-', '')::INTEGER AS digits, status FROM source_employment);

CREATE VIEW good_population_change AS
SELECT id_of(id_number) AS id, event, event_date FROM source_population_change;

CREATE VIEW good_accident AS
SELECT id_of(id_number) AS id, event_date, severity, fen(loss) AS loss FROM source_accident;

CREATE VIEW good_housing AS
SELECT household_code, house_no, grade, assessed_on, yes(occupied) AS occupied, yes(only_home) AS only_home, renovated_on
FROM source_housing;

CREATE VIEW good_drinking_water AS
SELECT household_code, assessed_on, quantity, quality, convenience, reliability, outage_days FROM source_drinking_water;

CREATE VIEW good_disaster AS
SELECT household_code, event_date, fen(loss) AS loss, yes(house_damaged) AS house_damaged FROM source_disaster;

CREATE VIEW good_income AS
SELECT household_code, year, fen(wage_income) AS wage_income, fen(business_income) AS business_income,
    fen(business_cost) AS business_cost, fen(property_income) AS property_income, fen(transfer_income) AS transfer_income
FROM source_income;

CREATE VIEW good_microloan AS
SELECT household_code, id_of(id_number) AS id, fen(balance) AS balance, granted_on, overdue_days FROM source_microloan;

CREATE VIEW good_petition AS
SELECT household_code, id_of(id_number) AS id, received_on, topic FROM source_petition;

CREATE VIEW good_vehicle AS
SELECT id_of(id_number) AS id, kind, fen(value) AS value, status FROM source_vehicle;

CREATE VIEW good_real_estate AS
SELECT id_of(id_number) AS id, certificate_no, usage FROM source_real_estate;

CREATE VIEW good_business AS
SELECT id_of(id_number) AS id, kind, role, status FROM source_business;

CREATE VIEW good_public_payroll AS
SELECT id_of(id_number) AS id, kind FROM source_public_payroll;
