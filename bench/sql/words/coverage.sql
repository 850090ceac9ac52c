-- Coverage (extracts.md, "Coverage matters"): what a rule that reads an absence
-- asks first. One row a county with screened households, table and period: those
-- expected, those present of them, the share asked for.

-- Members by county. Who has no ID "is not among those expected for coverage".
CREATE TABLE expected_member AS
SELECT county, count(*) AS members, count(*) FILTER (school_age) AS of_school_age, count(*) FILTER (labour_capable) AS capable
FROM person JOIN household USING (hid) WHERE member AND id IS NOT NULL
GROUP BY county;

CREATE TABLE screened_county AS
SELECT county, rpad(county, 12, '0') AS division, count(*) AS households,
    coalesce(any_value(expected_member.members), 0) AS members,
    coalesce(any_value(of_school_age), 0) AS of_school_age,
    coalesce(any_value(capable), 0) AS capable
FROM screened JOIN household USING (hid) LEFT JOIN expected_member USING (county)
GROUP BY county;

CREATE VIEW member_work AS
SELECT pid, hid, has_row, on_post FROM employment WHERE member AND has_row <> 0;

CREATE TABLE coverage AS
WITH medical AS (
    SELECT county, year(as_of()) - back AS year, count(*) FILTER ((has_row >> back) & 1 = 1) AS present
    FROM medical_enrolment JOIN household USING (hid) CROSS JOIN (SELECT unnest(range(0, 2))::INTEGER AS back)
    WHERE member GROUP BY county, back
), school AS (
    SELECT county, count(DISTINCT pid) AS present
    FROM school_enrolment JOIN person USING (pid) JOIN household ON household.hid = person.hid
    WHERE person.school_age AND school_year = school_year() GROUP BY county
), back AS (
    SELECT unnest(range(0, 5))::INTEGER AS back
), work AS (
    -- "members with a row in one of the 12 months before it"; "here all members
    -- with a row in the month count as present"
    SELECT county, back, count(*) FILTER ((has_row >> back) & 1 = 1) AS present,
        count(*) FILTER ((has_row >> (back + 1)) & 4095 <> 0) AS seen_before
    FROM member_work JOIN household USING (hid) CROSS JOIN back GROUP BY county, back
), known_income AS (
    SELECT county, count(net_income) AS present FROM fact GROUP BY county
), counted AS (
    SELECT county, division, 'medical_enrolment' AS of_table, year::INTEGER AS period,
        coalesce(present, 0) AS present, members::DECIMAL(20, 4) AS expected
    FROM screened_county CROSS JOIN (SELECT unnest(range(insured_year(), year(as_of()) + 1)) AS year)
        LEFT JOIN medical USING (county, year)
    UNION ALL
    SELECT county, division, 'school_enrolment', school_year(), coalesce(present, 0), of_school_age
    FROM screened_county LEFT JOIN school USING (county)
    UNION ALL
    -- "but never fewer than coverage_floor x the labour-capable members with an ID"
    SELECT county, screened_county.division, 'employment', month_number(as_of()) - back, coalesce(present, 0),
        greatest(coalesce(seen_before, 0)::DECIMAL(20, 4), (floor_share.value * capable)::DECIMAL(20, 4))
    FROM screened_county CROSS JOIN back LEFT JOIN work USING (county, back)
        JOIN value_at floor_share ON floor_share.division = screened_county.division AND floor_share.name = 'coverage_floor'
    UNION ALL
    SELECT county, division, 'income', year(as_of()), present, households FROM screened_county JOIN known_income USING (county)
)
-- "at least the table's coverage share, and at least one has. Where nobody is
-- expected the county is not covered, and not thin."
SELECT county, counted.division, of_table, period, present, expected, value AS share,
    expected > 0 AND present >= 1 AND present >= value * expected AS covered
FROM counted JOIN value_at ON value_at.division = counted.division AND name = 'coverage_share_' || of_table;

-- "Employment month M of a county = the newest covered month of employment among
-- D's month and the two before it": m_back months before D's.
CREATE TABLE employment_month AS
WITH month AS (
    SELECT county, month_number(as_of()) - period AS back, covered FROM coverage WHERE of_table = 'employment'
), newest AS (
    SELECT county, min(back) AS m_back FROM month WHERE covered AND back <= 2 GROUP BY county
)
SELECT county, m_back,
    bool_or(covered) FILTER (back = m_back + 1) AS covered_1_before,
    bool_or(covered) FILTER (back = m_back + 2) AS covered_2_before
FROM newest JOIN month USING (county) GROUP BY county, m_back;

-- Counties that every period read as absent covers, employment aside.
CREATE TABLE covered_county AS
SELECT of_table, county FROM coverage WHERE of_table <> 'employment' GROUP BY of_table, county HAVING bool_and(covered);
