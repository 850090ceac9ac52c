-- The five rules that read monitoring_line and who has any alert, by county; all
-- else is taken from what is kept.
SELECT county,
    count(*) FILTER (income_below_line) AS income_below_line,
    count(*) FILTER (income_below_after_rigid) AS income_below_after_rigid,
    count(*) FILTER (income_drop) AS income_drop,
    count(*) FILTER (rigid_spending) AS rigid_spending,
    count(*) FILTER (assistance_stopped) AS assistance_stopped,
    count(*) FILTER (income_below_line OR income_below_after_rigid OR income_drop OR rigid_spending OR assistance_stopped OR beside_line) AS alerted
FROM (
    SELECT county, beside_line,
        net_income < $monitoring_line * members AS income_below_line,
        net_income >= $monitoring_line * members AND net_income - rigid_spending < $monitoring_line * members AS income_below_after_rigid,
        dropped AND 10000::BIGINT * net_income < $hardship_ceiling * $monitoring_line * members AS income_drop,
        rigid AND 10000::BIGINT * (net_income - rigid_spending) < $hardship_ceiling * $monitoring_line * members AS rigid_spending,
        stopped AND (net_income IS NULL OR net_income < $monitoring_line * members) AS assistance_stopped
    FROM standing
)
GROUP BY county ORDER BY county;
