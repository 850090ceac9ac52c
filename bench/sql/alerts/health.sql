-- Alert rules on illness, insurance, disability and accidents.

-- medical_burden: medical self-paid >= share x rural_income_per_capita; share =
-- _lifted for 脱贫户 and for households with an open object, else _general (who =
-- bearers with a settlement in those months)
INSERT INTO alert
WITH burdened AS (
    SELECT hid, medical_self_paid FROM fact
    WHERE medical_self_paid >= rural_income_per_capita::DECIMAL(20, 4)
        * CASE WHEN kind = '脱贫户' OR open_object THEN medical_share_lifted ELSE medical_share_general END
)
SELECT hid, 'medical_burden', '因病', '黄', named(list(who(id, provisional_no))),
    json_object('medical_self_paid', yuan(any_value(medical_self_paid)))
FROM burdened JOIN medical_settlement USING (hid) JOIN person USING (pid, hid)
WHERE medical_settlement.bearer AND in_last_months(settle_date, 12)
GROUP BY hid;

-- uninsured: a member without any 已参保 or 异地参保 row for a year from the insured
-- year to year(D) (who); newborns (D - birth date < 90 days) excepted. Members
-- with an ID only; the table covers each of those years.
INSERT INTO alert
SELECT person.hid, 'uninsured', '因病', '蓝', named(list(who(id, provisional_no))), json_object('insured_year', insured_year())
FROM person JOIN fact USING (hid)
WHERE person.member AND id IS NOT NULL AND as_of() - birth_date >= 90
    AND county IN (SELECT county FROM covered_county WHERE of_table = 'medical_enrolment')
    AND pid NOT IN (SELECT pid FROM medical_enrolment WHERE insured)
GROUP BY person.hid;

-- new_disability: a member with issued_on in the last 12 months and (grade <= 2,
-- or category 5 or 6 with grade 3) (who)
INSERT INTO alert
SELECT hid, 'new_disability', '因残', '黄', named(list(who(person.id, provisional_no))), json_object('certificates', count(*))
FROM disability JOIN person USING (pid, hid)
WHERE disability.member AND in_last_months(issued_on, 12)
    AND (grade IN ('1', '2') OR category IN ('5', '6') AND grade = '3')
GROUP BY hid;

-- accident: in the last 6 months an accident of a person of the household, member
-- or not, with severity 重伤 or 死亡, or loss >= accident_loss (who); 红 when such
-- an accident is 死亡
INSERT INTO alert
SELECT hid, 'accident', '因意外', CASE WHEN bool_or(severity = '死亡') THEN '红' ELSE '黄' END,
    named(list(who(id, provisional_no))), json_object('accidents', count(*), 'loss', yuan(sum(loss)))
FROM accident JOIN person USING (pid, hid) JOIN fact USING (hid)
WHERE in_last_months(event_date, 6) AND (severity IN ('重伤', '死亡') OR loss >= accident_loss)
GROUP BY hid;
