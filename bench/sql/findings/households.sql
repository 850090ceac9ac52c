-- Consistency findings about screened households as a whole (screening.md).

-- lifted_but_type2: 脱贫户 with 边缘易致贫户; general_but_type1: 一般农户 with
-- 脱贫不稳定户; cleared or not
INSERT INTO finding
SELECT hid, 'lifted_but_type2', NULL, json_object('kind', kind, 'object_type', object_type)
FROM fact WHERE kind = '脱贫户' AND object_type = '边缘易致贫户';

INSERT INTO finding
SELECT hid, 'general_but_type1', NULL, json_object('kind', kind, 'object_type', object_type)
FROM fact WHERE kind = '一般农户' AND object_type = '脱贫不稳定户';

-- type3_below_line: 突发严重困难户, cleared or not, while income_below_line fires
INSERT INTO finding
SELECT hid, 'type3_below_line', NULL, json_object('object_type', object_type)
FROM fact JOIN alert USING (hid) WHERE object_type = '突发严重困难户' AND rule = 'income_below_line';

-- silent: no accepted row of any extract, whatever its date, is about a member or
-- the household (a loan and a petition: the household they belong to), the four
-- comparison tables aside
INSERT INTO finding
SELECT hid, 'silent', NULL, json_object('rows', 0)
FROM fact
WHERE hid NOT IN (
    SELECT hid FROM medical_settlement WHERE member
    UNION ALL SELECT hid FROM medical_enrolment WHERE member
    UNION ALL SELECT hid FROM social_assistance WHERE member
    UNION ALL SELECT hid FROM disability WHERE member
    UNION ALL SELECT hid FROM school_enrolment WHERE member
    UNION ALL SELECT hid FROM employment WHERE member
    UNION ALL SELECT hid FROM population_change WHERE member
    UNION ALL SELECT hid FROM accident WHERE member
    UNION ALL SELECT hid FROM housing
    UNION ALL SELECT hid FROM drinking_water
    UNION ALL SELECT hid FROM disaster
    UNION ALL SELECT hid FROM income
    UNION ALL SELECT hid FROM microloan
    UNION ALL SELECT hid FROM petition);

-- monitored_uncovered: an open object and no alert at all
INSERT INTO finding
SELECT hid, 'monitored_uncovered', NULL, json_object('object_type', object_type)
FROM fact WHERE open_object AND hid NOT IN (SELECT hid FROM alert);

-- In counties where income is covered: income_incomplete, in the row of the income
-- year wage_income, business_income and transfer_income are not all given;
-- income_stale, net income is unknown, and the household has an older usable row;
-- no_income, unknown, and none
INSERT INTO finding
WITH older AS (
    SELECT DISTINCT hid FROM net_income WHERE year < year(as_of()) - 2
), judged AS (
    SELECT fact.hid, income_year, CASE
        WHEN income_incomplete THEN 'income_incomplete'
        WHEN net_income IS NULL AND older.hid IS NOT NULL THEN 'income_stale'
        WHEN net_income IS NULL THEN 'no_income' END AS rule
    FROM fact LEFT JOIN older USING (hid)
    WHERE county IN (SELECT county FROM covered_county WHERE of_table = 'income')
)
SELECT hid, rule, NULL, json_object('income_year', income_year) FROM judged WHERE rule IS NOT NULL;
