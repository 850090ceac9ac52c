-- Alert rules on work and on the loss of who works. M is the county's employment
-- month; a member's months stand as bits, D's month lowest (coverage.sql).

-- job_lost: M, M-1, M-2 covered: a member was 在岗 in one of the months M-11 ... M
-- (who), no member from M-2 on, up to D's month, and the household has a
-- labour-capable member (with an ID)
INSERT INTO alert
WITH jobless AS (
    SELECT hid, m_back
    FROM fact JOIN employment_month USING (county) JOIN member_work USING (hid)
    WHERE covered_1_before AND covered_2_before AND has_capable_with_id
    GROUP BY hid, m_back
    HAVING bit_or(on_post) & ((1 << (m_back + 3)) - 1) = 0
)
SELECT hid, 'job_lost', '就业', '蓝', named(list(who(id, provisional_no))), json_object('employment_month', month_text(month_number(as_of()) - any_value(m_back)))
FROM jobless JOIN member_work USING (hid) JOIN person USING (pid, hid)
WHERE (on_post >> m_back) & 4095 <> 0
GROUP BY hid;

-- zero_employment: relocated is 是, has a labour-capable member (with an ID), M and
-- M-1 covered, no member is 在岗 from M-1 on, up to D's month, and none stands in
-- public_payroll as 公益性岗位 or 生态护林员
INSERT INTO alert
WITH at_work AS (
    SELECT hid, bit_or(on_post) AS on_post FROM member_work GROUP BY hid
)
SELECT hid, 'zero_employment', '就业', '黄', NULL, json_object('employment_month', month_text(month_number(as_of()) - m_back))
FROM fact JOIN employment_month USING (county) LEFT JOIN at_work USING (hid)
WHERE relocated AND has_capable_with_id AND covered_1_before
    AND coalesce(on_post, 0) & ((1 << (m_back + 2)) - 1) = 0
    AND hid NOT IN (SELECT hid FROM on_public_post);

-- earner_lost: a person of the household, living_together not 否, labor one of the
-- three and 16 <= age <= 64 on the event date, whose deciding event is 死亡 or 收监
-- in the last 12 months (who); and the household has no labour-capable member
INSERT INTO alert
SELECT hid, 'earner_lost', '缺劳动力', '黄', named(list(who(id, provisional_no))), json_object('persons', count(*))
FROM person JOIN fact USING (hid)
WHERE living_together AND has_labor AND age_on(birth_date, decided_on) BETWEEN 16 AND 64
    AND decided_by IN ('死亡', '收监') AND in_last_months(decided_on, 12) AND NOT has_capable
GROUP BY hid;
