-- coverage_thin, of counties with screened households: one line for each table
-- whose period does not cover the county while somebody is expected: the insured
-- year, the school year, the income years; for employment D's month when there is
-- no employment month, else every month after M up to D's that has a row and is
-- not covered.
CREATE TABLE thin AS
WITH asked AS (
    SELECT coverage.*, CASE of_table
        WHEN 'medical_enrolment' THEN period = insured_year()
        WHEN 'employment' THEN CASE
            WHEN m_back IS NULL THEN period = month_number(as_of())
            ELSE period > month_number(as_of()) - m_back AND present >= 1 END
        ELSE true END AS listed
    FROM coverage LEFT JOIN employment_month USING (county)
)
SELECT division, of_table AS "table", present, expected, share, CASE of_table
        WHEN 'medical_enrolment' THEN period::VARCHAR
        WHEN 'school_enrolment' THEN period || '-' || (period + 1)
        WHEN 'employment' THEN month_text(period)
        ELSE (period - 2) || '/' || period END AS period
FROM asked WHERE listed AND NOT covered AND expected > 0;
