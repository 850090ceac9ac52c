-- What a standing province keeps for questions about parameters: a row for each
-- screened household with its facts as integers of four bytes (fen; what does not
-- fit is an error), and of every rule whether it is true under the values in
-- force. Other rules than a changed parameter moves are read from there.
CREATE TABLE standing AS
WITH told AS (
    SELECT hid,
        bool_or(rule = 'loan_overdue') AS has_loan_overdue,
        bool_or(rule = 'uninsured') AS has_uninsured,
        bool_or(rule = 'new_disability') AS has_new_disability,
        bool_or(rule = 'accident') AS has_accident,
        bool_or(rule = 'unsafe_housing') AS has_unsafe_housing,
        bool_or(rule = 'unsafe_water') AS has_unsafe_water,
        bool_or(rule = 'disaster') AS has_disaster,
        bool_or(rule = 'petition') AS has_petition,
        bool_or(rule = 'school_dropout') AS has_school_dropout,
        bool_or(rule = 'job_lost') AS has_job_lost,
        bool_or(rule = 'zero_employment') AS has_zero_employment,
        bool_or(rule = 'earner_lost') AS has_earner_lost,
        bool_or(rule = 'income_below_line') AS has_income_below_line,
        bool_or(rule = 'income_below_after_rigid') AS has_income_below_after_rigid,
        bool_or(rule = 'income_drop') AS has_income_drop,
        bool_or(rule = 'rigid_spending') AS has_rigid_spending,
        bool_or(rule = 'assistance_stopped') AS has_assistance_stopped,
        bool_or(rule = 'medical_burden') AS has_medical_burden,
        bool_or(rule = 'education_burden') AS has_education_burden
    FROM alert GROUP BY hid
), stopped AS ( -- assistance_stopped without what it says of income
    SELECT DISTINCT hid, true AS stopped FROM (
        SELECT hid FROM social_assistance JOIN person USING (pid, hid)
        WHERE social_assistance.member AND type IN ('低保', '特困') AND start_date <= as_of()
        GROUP BY hid
        HAVING bool_or(coalesce(in_last_months(end_date, 3), false)) AND NOT bool_or(end_date IS NULL OR end_date > as_of())
    )
)
SELECT hid, (county::INTEGER - 520000)::SMALLINT AS county, members::INTEGER AS members,
    net_income::INTEGER AS net_income, net_income_before::INTEGER AS net_income_before, rigid_spending::INTEGER AS rigid_spending,
    medical_self_paid::INTEGER AS medical_self_paid, education_self_paid::INTEGER AS education_self_paid,
    kind = '脱贫户' OR open_object AS lifted,
    coalesce(stopped, false) AS stopped,
    -- the parts of income_drop and rigid_spending that monitoring_line does not move
    coalesce(net_income <= (1 - income_drop_share)::DECIMAL(14, 4) * net_income_before AND net_income_before > 0, false) AS dropped,
    coalesce(rigid_spending >= rigid_share * net_income AND net_income > 0 AND rigid_spending > 0, false) AS rigid,
    coalesce(has_loan_overdue, false) AS loan_overdue,
    coalesce(has_uninsured, false) AS uninsured,
    coalesce(has_new_disability, false) AS new_disability,
    coalesce(has_accident, false) AS accident,
    coalesce(has_unsafe_housing, false) AS unsafe_housing,
    coalesce(has_unsafe_water, false) AS unsafe_water,
    coalesce(has_disaster, false) AS disaster,
    coalesce(has_petition, false) AS petition,
    coalesce(has_school_dropout, false) AS school_dropout,
    coalesce(has_job_lost, false) AS job_lost,
    coalesce(has_zero_employment, false) AS zero_employment,
    coalesce(has_earner_lost, false) AS earner_lost,
    coalesce(has_loan_overdue OR has_uninsured OR has_new_disability OR has_accident OR has_unsafe_housing OR has_unsafe_water OR
        has_disaster OR has_petition OR has_school_dropout OR has_job_lost OR has_zero_employment OR has_earner_lost OR has_medical_burden
        OR has_education_burden, false) AS beside_line,
    coalesce(has_loan_overdue OR has_uninsured OR has_new_disability OR has_accident OR has_unsafe_housing OR has_unsafe_water OR
        has_disaster OR has_petition OR has_school_dropout OR has_job_lost OR has_zero_employment OR has_earner_lost OR
        has_income_below_line OR has_income_below_after_rigid OR has_income_drop OR has_rigid_spending OR has_assistance_stopped OR
        has_education_burden, false) AS beside_medical
FROM fact LEFT JOIN told USING (hid) LEFT JOIN stopped USING (hid)
ORDER BY hid;

-- The values in force: fen, shares and factors in ten-thousandths.
CREATE TABLE in_force AS
SELECT unnest([
    {'name': 'monitoring_line', 'unit': 100, 'low': min(monitoring_line), 'high': max(monitoring_line)},
    {'name': 'rural_income_per_capita', 'unit': 100, 'low': min(rural_income_per_capita), 'high': max(rural_income_per_capita)},
    {'name': 'education_burden', 'unit': 100, 'low': min(education_burden), 'high': max(education_burden)},
    {'name': 'medical_share_lifted', 'unit': 10000, 'low': min(medical_share_lifted) * 10000, 'high': max(medical_share_lifted) * 10000},
    {'name': 'medical_share_general', 'unit': 10000, 'low': min(medical_share_general) * 10000, 'high': max(medical_share_general) * 10000},
    {'name': 'income_drop_share', 'unit': 10000, 'low': min(income_drop_share) * 10000, 'high': max(income_drop_share) * 10000},
    {'name': 'rigid_share', 'unit': 10000, 'low': min(rigid_share) * 10000, 'high': max(rigid_share) * 10000},
    {'name': 'hardship_ceiling', 'unit': 10000, 'low': min(hardship_ceiling) * 10000, 'high': max(hardship_ceiling) * 10000}
], recursive := true)
FROM fact;
