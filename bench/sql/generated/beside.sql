-- What the generated statements read beside the tables of rows: the rows of all
-- extracts, what is covered, the parameters of every household, the county codes.
-- Runs in schema generated once its tables of rows are filled.

CREATE MACRO current_county(six) AS coalesce((SELECT county FROM main.former_county WHERE former = six), six);

-- A span of years is covered as one period in income, by each of its years.
INSERT INTO covered
SELECT county, of_table, period - back FROM main.coverage, (SELECT unnest(range(0, 3))::INTEGER AS back)
WHERE covered AND of_table = 'income'
UNION ALL SELECT county, of_table, period FROM main.coverage WHERE covered AND of_table <> 'income';

INSERT INTO newest
SELECT county, 'employment', main.month_number(main.as_of()) - m_back FROM main.employment_month;

-- Money in fen, days as they are, shares and times in 1/10 000.
CREATE TABLE parameter_of AS
SELECT hid AS _household, name, (value * CASE
    WHEN name IN ('monitoring_line', 'rural_income_per_capita', 'disaster_loss', 'accident_loss', 'vehicle_value', 'education_burden') THEN 100
    WHEN name IN ('water_outage_days', 'loan_overdue_days') THEN 1 ELSE 10000 END)::BIGINT AS number
FROM main.household JOIN main.value_at ON division = division_code;
INSERT INTO parameters BY NAME
FROM (PIVOT parameter_of ON name USING any_value(number) GROUP BY _household);
