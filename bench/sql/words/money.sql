-- The sums of a household in fen (screening.md, "Words"), and the row of a
-- screened household that the rules read: fact. Sums are exact: BIGINT fen (what
-- does not fit is an error, never a wrong sum), shares and products decimals.

-- "Net income of a year = wage + business + property + transfer income -
-- business cost (an empty part counts 0; a row with all five empty is no row)."
CREATE TABLE net_income AS
SELECT hid, year, wage_income IS NULL OR business_income IS NULL OR transfer_income IS NULL AS incomplete,
    (coalesce(wage_income, 0) + coalesce(business_income, 0) + coalesce(property_income, 0)
        + coalesce(transfer_income, 0) - coalesce(business_cost, 0))::BIGINT AS net_income
FROM income
WHERE coalesce(wage_income, business_income, property_income, transfer_income, business_cost) IS NOT NULL;

-- "Income year = the household's newest year with such a row from year(D) - 2 to year(D)."
CREATE TABLE income_year AS
SELECT hid, arg_max({'year': year, 'net_income': net_income, 'incomplete': incomplete}, year) AS newest
FROM net_income WHERE year BETWEEN year(as_of()) - 2 AND year(as_of())
GROUP BY hid;

-- "Medical self-paid = sum of self_paid of bearers' settlements in the last 12 months"
CREATE TABLE medical AS
SELECT hid, sum(self_paid) AS self_paid FROM medical_settlement
WHERE bearer AND in_last_months(settle_date, 12) GROUP BY hid;

-- "Education self-paid = sum of members' self_paid of the school year that contains D"
CREATE TABLE education AS
SELECT hid, sum(self_paid) AS self_paid FROM school_enrolment
WHERE member AND school_year = school_year() GROUP BY hid;

-- "Losses = sum of loss of the household's disasters and bearers' accidents in the last 12 months"
CREATE TABLE losses AS
SELECT hid, sum(loss) AS loss FROM (
    SELECT hid, loss FROM disaster WHERE in_last_months(event_date, 12)
    UNION ALL
    SELECT hid, loss FROM accident WHERE bearer AND in_last_months(event_date, 12)
) GROUP BY hid;

-- One row a screened household: its words and its parameters.
CREATE TABLE fact AS
SELECT hid, county, kind, relocated, object_type, open_object, members, has_capable, has_capable_with_id,
    newest.year AS income_year, newest.net_income AS net_income, newest.incomplete AS income_incomplete,
    before.net_income AS net_income_before,
    coalesce(medical.self_paid, 0)::BIGINT AS medical_self_paid,
    coalesce(education.self_paid, 0)::BIGINT AS education_self_paid,
    coalesce(losses.loss, 0)::BIGINT AS losses,
    -- "Rigid spending = medical self-paid + education self-paid + losses"
    (coalesce(medical.self_paid, 0) + coalesce(education.self_paid, 0) + coalesce(losses.loss, 0))::BIGINT AS rigid_spending,
    threshold.* EXCLUDE (division),
    -- "per-capita comparisons multiply the threshold by members"
    monitoring_line::DECIMAL(20, 4) * members AS line_of_household,
    hardship_ceiling * monitoring_line::DECIMAL(20, 4) * members AS ceiling_of_household
FROM screened JOIN household USING (hid) JOIN threshold ON threshold.division = household.division_code
    LEFT JOIN income_year USING (hid)
    LEFT JOIN net_income before ON before.hid = household.hid AND before.year = newest.year - 1
    LEFT JOIN medical USING (hid) LEFT JOIN education USING (hid) LEFT JOIN losses USING (hid);
