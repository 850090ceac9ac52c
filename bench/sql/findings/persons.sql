-- Consistency findings about who stands in the registry (screening.md). Of every
-- household: the first two; of screened households: the others.

-- no_members
INSERT INTO finding
SELECT hid, 'no_members', NULL, json_object('members', 0) FROM household WHERE hid NOT IN (SELECT hid FROM screened);

-- person_in_two_households: an ID for which good rows of persons name more than
-- one household; on the household that keeps the person
INSERT INTO finding
SELECT hid, 'person_in_two_households', named(list(who(id, NULL))), json_object('persons', count(*))
FROM person JOIN in_two_households USING (id) GROUP BY hid;

-- no_head / two_heads: none, or several, 户主 among the persons born by D with
-- status 正常 at D, living together or not
INSERT INTO finding
WITH head AS (
    SELECT pid, hid, id, provisional_no FROM person WHERE relation = '户主' AND birth_date <= as_of() AND status_at = '正常'
), several AS (
    SELECT hid FROM head GROUP BY hid HAVING count(*) > 1
)
SELECT hid, 'no_head', NULL, json_object('heads', 0) FROM screened ANTI JOIN head USING (hid)
UNION ALL
SELECT hid, 'two_heads', named(list(who(id, provisional_no))), json_object('heads', count(*))
FROM head JOIN several USING (hid) JOIN screened USING (hid) GROUP BY hid;

-- sex_relation: a member whose sex contradicts the relation: 子 女婿 are male, 女
-- 儿媳 are female
INSERT INTO finding
SELECT hid, 'sex_relation', named(list(who(id, provisional_no))), json_object('persons', count(*))
FROM person WHERE member AND (relation IN ('子', '女婿') AND NOT male OR relation IN ('女', '儿媳') AND male)
GROUP BY hid;

-- disability_no: a member's certificate_no is given and its first 20 characters,
-- x = X, are not ID, category and grade
INSERT INTO finding
SELECT hid, 'disability_no', named(list(who(id, NULL))), json_object('certificates', count(*))
FROM disability WHERE member AND replace(certificate_no[1:20], 'x', 'X') <> id_text(id) || category || grade
GROUP BY hid;

-- no_id: a member without ID, 30 days or older
INSERT INTO finding
SELECT hid, 'no_id', named(list(who(id, provisional_no))), json_object('persons', count(*))
FROM person WHERE member AND id IS NULL AND as_of() - birth_date >= 30 GROUP BY hid;

-- unreached: an adult whose deciding authorisation is 联系不上 and was signed 12
-- calendar months or more before D
INSERT INTO finding
SELECT person.hid, 'unreached', named(list(who(id, NULL))), json_object('persons', count(*))
FROM person JOIN deciding_authorisation USING (pid)
WHERE adult AND unreached AND signed_on <= months_ago(12)
GROUP BY person.hid;
