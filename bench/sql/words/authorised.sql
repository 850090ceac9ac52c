-- Who has authorised the comparison at D, and whose rows of the four comparison
-- tables are read (screening.md, "Check hits").

-- "the newest signed_on <= D decides alone: it is in force if valid_to is empty
-- or >= D". A row whose person is not of that household is unmatched.
-- In newest, 2 stands for in force and 1 for 联系不上: one number of a row is
-- picked faster than two columns.
CREATE TABLE deciding_authorisation AS
WITH newest AS (
    SELECT household_code, id, max(signed_on) AS signed_on,
        arg_max(CASE WHEN valid_to IS NULL OR valid_to >= as_of() THEN 2 ELSE 0 END + CASE way WHEN '联系不上' THEN 1 ELSE 0 END, signed_on) AS newest
    FROM good_authorisations WHERE signed_on <= as_of()
    GROUP BY household_code, id
)
SELECT pid, person.hid, signed_on, newest >= 2 AS in_force, newest % 2 = 1 AS unreached
FROM newest JOIN person USING (id) JOIN household ON household.hid = person.hid
WHERE household.household_code = newest.household_code;

-- "every adult with an ID has an authorisation in force, and at least one
-- member's in force is not 联系不上"
CREATE TABLE authorised AS
SELECT person.hid
FROM person LEFT JOIN deciding_authorisation USING (pid)
WHERE member
GROUP BY person.hid
HAVING bool_and(NOT adult OR id IS NULL OR coalesce(in_force, false))
    AND bool_or(coalesce(in_force AND NOT unreached, false));

-- "An adult marked 联系不上, or without ID, does not block the household, but that
-- adult's rows are not read."
CREATE TABLE compared AS
SELECT pid, person.hid, id
FROM person JOIN authorised ON authorised.hid = person.hid LEFT JOIN deciding_authorisation USING (pid)
WHERE member AND id IS NOT NULL AND NOT (adult AND unreached) IS TRUE;

CREATE TABLE vehicle AS
SELECT pid, hid, id, kind, value, status FROM good_vehicle JOIN compared USING (id);

CREATE TABLE real_estate AS
SELECT pid, hid, id, certificate_no, usage FROM good_real_estate JOIN compared USING (id);

CREATE TABLE business AS
SELECT pid, hid, id, kind, role, status FROM good_business JOIN compared USING (id);

CREATE TABLE public_payroll AS
SELECT pid, hid, id, kind FROM good_public_payroll JOIN compared USING (id);

-- "the two posts of zero_employment aside": read whether authorised or not.
CREATE TABLE on_public_post AS
SELECT DISTINCT hid
FROM good_public_payroll JOIN person USING (id)
WHERE member AND kind IN ('公益性岗位', '生态护林员');
