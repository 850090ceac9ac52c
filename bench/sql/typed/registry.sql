-- The registry read typed: clean files, where every cell is of its type in its
-- plain spelling and only persons may repeat a key (finding
-- person_in_two_households). source_T reads T's files with the types of
-- twin.typedColumns and only the columns asked for here.

CREATE MACRO id_of(id_number) AS left(id_number, 17)::BIGINT;
CREATE MACRO yes(word) AS CASE word WHEN '是' THEN true WHEN '否' THEN false ELSE as_bool(word) END;

CREATE TABLE read_households AS
SELECT household_code, division_code, kind, yes(relocated) AS relocated, object_type, yes(risk_cleared) AS risk_cleared
FROM source_households;

CREATE VIEW good_households AS SELECT rowid AS line, * FROM read_households;

CREATE TABLE read_persons AS
SELECT id_of(id_number) AS id, CASE WHEN id_number IS NULL THEN provisional_no END AS provisional_no,
    CASE WHEN id_number IS NULL THEN birth_date ELSE id_birth(id_of(id_number)) END AS birth_date,
    CASE WHEN id_number IS NULL THEN sex = '男' ELSE is_male(id_of(id_number)) END AS male,
    household_code, relation, labor, yes(living_together) AS living_together, status
FROM source_persons;

CREATE TABLE repeated_persons AS
SELECT id, max(rowid) AS kept FROM read_persons WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1;

CREATE VIEW good_persons AS
SELECT read_persons.rowid AS line, read_persons.* FROM read_persons LEFT JOIN repeated_persons USING (id)
WHERE kept IS NULL OR kept = read_persons.rowid;

CREATE TABLE in_two_households AS
SELECT id FROM read_persons JOIN repeated_persons USING (id) GROUP BY id HAVING count(DISTINCT household_code) > 1;

CREATE VIEW good_authorisations AS
SELECT household_code, id_of(id_number) AS id, signed_on, valid_to, way FROM source_authorisations;
