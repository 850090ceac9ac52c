-- Alert rules on income and spending (screening.md, "Alert rules"). An unknown
-- net income makes every comparison unknown, which is false.

-- income_below_line: net income < monitoring_line x members
INSERT INTO alert
SELECT hid, 'income_below_line', '收入', '黄', NULL,
    json_object('net_income', yuan(net_income), 'members', members)
FROM fact WHERE net_income < line_of_household;

-- income_below_after_rigid: net income >= monitoring_line x members, and net
-- income - rigid spending < monitoring_line x members
INSERT INTO alert
SELECT hid, 'income_below_after_rigid', '支出', '黄', NULL,
    json_object('net_income', yuan(net_income), 'rigid_spending', yuan(rigid_spending), 'members', members)
FROM fact WHERE net_income >= line_of_household AND net_income - rigid_spending < line_of_household;

-- income_drop: net income <= (1 - income_drop_share) x net income of the year
-- before the income year, both known, the earlier > 0, and net income <
-- hardship_ceiling x monitoring_line x members
INSERT INTO alert
SELECT hid, 'income_drop', '收入', '蓝', NULL,
    json_object('net_income', yuan(net_income), 'net_income_before', yuan(net_income_before), 'members', members)
FROM fact
WHERE net_income <= (1 - income_drop_share)::DECIMAL(14, 4) * net_income_before AND net_income_before > 0
    AND net_income < ceiling_of_household;

-- rigid_spending: rigid spending >= rigid_share x net income, net income > 0,
-- rigid spending > 0, and net income - rigid spending < hardship_ceiling x
-- monitoring_line x members
INSERT INTO alert
SELECT hid, 'rigid_spending', '支出', '蓝', NULL,
    json_object('net_income', yuan(net_income), 'rigid_spending', yuan(rigid_spending), 'members', members)
FROM fact
WHERE rigid_spending >= rigid_share * net_income AND net_income > 0 AND rigid_spending > 0
    AND net_income - rigid_spending < ceiling_of_household;

-- loan_overdue: a loan granted on or before D with overdue_days >
-- loan_overdue_days and balance > 0
INSERT INTO alert
SELECT hid, 'loan_overdue', '金融', '蓝', NULL, json_object('loans', count(*), 'overdue_days', max(overdue_days))
FROM microloan JOIN fact USING (hid)
WHERE granted_on <= as_of() AND overdue_days > loan_overdue_days AND balance > 0
GROUP BY hid;

-- assistance_stopped: a member's 低保 or 特困 has its end_date in the last 3
-- months (who), no 低保 or 特困 of any member is running at D, and net income is
-- unknown or < monitoring_line x members. A row that starts after D is not seen.
INSERT INTO alert
SELECT hid, 'assistance_stopped', '兜底', '黄', named(list(who(id, provisional_no)) FILTER (in_last_months(end_date, 3))),
    json_object('net_income', yuan(any_value(net_income)), 'members', any_value(fact.members))
FROM social_assistance JOIN person USING (pid, hid) JOIN fact USING (hid)
WHERE social_assistance.member AND type IN ('低保', '特困') AND start_date <= as_of()
    AND (net_income IS NULL OR net_income < line_of_household)
GROUP BY hid
HAVING bool_or(coalesce(in_last_months(end_date, 3), false)) AND NOT bool_or(end_date IS NULL OR end_date > as_of());
