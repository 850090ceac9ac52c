-- Every alert rule of every household under the parameters in hand, counted by
-- county. Money is fen; shares are multiplied out, so that all is in integers.
SELECT county,
    count(*) FILTER (income_below_line) AS income_below_line,
    count(*) FILTER (income_below_after_rigid) AS income_below_after_rigid,
    count(*) FILTER (income_drop) AS income_drop,
    count(*) FILTER (rigid_spending) AS rigid_spending,
    count(*) FILTER (assistance_stopped) AS assistance_stopped,
    count(*) FILTER (medical_burden) AS medical_burden,
    count(*) FILTER (education_burden) AS education_burden,
    count(*) FILTER (loan_overdue) AS loan_overdue,
    count(*) FILTER (uninsured) AS uninsured,
    count(*) FILTER (new_disability) AS new_disability,
    count(*) FILTER (accident) AS accident,
    count(*) FILTER (unsafe_housing) AS unsafe_housing,
    count(*) FILTER (unsafe_water) AS unsafe_water,
    count(*) FILTER (disaster) AS disaster,
    count(*) FILTER (petition) AS petition,
    count(*) FILTER (school_dropout) AS school_dropout,
    count(*) FILTER (job_lost) AS job_lost,
    count(*) FILTER (zero_employment) AS zero_employment,
    count(*) FILTER (earner_lost) AS earner_lost,
    count(*) FILTER (income_below_line OR income_below_after_rigid OR income_drop OR rigid_spending OR assistance_stopped
        OR medical_burden OR education_burden OR loan_overdue OR uninsured OR new_disability OR accident OR unsafe_housing
        OR unsafe_water OR disaster OR petition OR school_dropout OR job_lost OR zero_employment OR earner_lost) AS alerted
FROM (
    SELECT * EXCLUDE (rigid_spending),
        net_income < $monitoring_line * members AS income_below_line,
        net_income >= $monitoring_line * members AND net_income - rigid_spending < $monitoring_line * members AS income_below_after_rigid,
        net_income_before > 0 AND 10000::BIGINT * net_income <= (10000 - $income_drop_share) * net_income_before
            AND 10000::BIGINT * net_income < $hardship_ceiling * $monitoring_line * members AS income_drop,
        net_income > 0 AND rigid_spending > 0 AND 10000::BIGINT * rigid_spending >= $rigid_share * net_income
            AND 10000::BIGINT * (net_income - rigid_spending) < $hardship_ceiling * $monitoring_line * members AS rigid_spending,
        stopped AND (net_income IS NULL OR net_income < $monitoring_line * members) AS assistance_stopped,
        10000::BIGINT * medical_self_paid >= $rural_income_per_capita * CASE WHEN lifted THEN $medical_share_lifted ELSE $medical_share_general END AS medical_burden,
        education_self_paid >= $education_burden AS education_burden
    FROM standing
)
GROUP BY county ORDER BY county;
