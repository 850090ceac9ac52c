-- Alert rules on schooling.

-- school_dropout: a member of school age without a 在读, 送教上门, 省外就读, 身体原因
-- or 毕业 row, of any stage, in the school year that contains D (who). Members
-- with an ID only; the roll covers the county for that year.
INSERT INTO alert
SELECT person.hid, 'school_dropout', '因学', '黄', named(list(who(id, provisional_no))), json_object('school_year', school_year())
FROM person JOIN fact USING (hid)
WHERE person.school_age AND id IS NOT NULL
    AND county IN (SELECT county FROM covered_county WHERE of_table = 'school_enrolment')
    AND pid NOT IN (SELECT pid FROM school_enrolment WHERE at_school AND school_year = school_year())
GROUP BY person.hid;

-- education_burden: education self-paid >= education_burden (who = members with a
-- self_paid above 0 in that school year)
INSERT INTO alert
SELECT fact.hid, 'education_burden', '因学', '蓝',
    named(list(who(id, provisional_no)) FILTER (school_enrolment.member AND school_year = school_year() AND self_paid > 0)),
    json_object('education_self_paid', yuan(any_value(education_self_paid)))
FROM fact LEFT JOIN school_enrolment USING (hid) LEFT JOIN person USING (pid)
WHERE education_self_paid >= education_burden
GROUP BY fact.hid;
