-- The rows of persons as read (extracts.md, "Registry"). What makes persons
-- unlike the other tables: who has no ID is named by household and 临时编号 and
-- must bring birth date and sex; with an ID these three are not read; the
-- household must be held by households.
CREATE TABLE read_persons AS
WITH text AS (
    SELECT rowid AS line, *, first_17(id_number) AS first_17 FROM text_persons
), value AS (
    SELECT text.line, cells_ok, id_number AS id_cell, id_in(id_number, first_17) AS id,
        text.provisional_no, as_date(birth_date) AS birth_date, persons_sex(sex) AS sex, name,
        text.household_code, held.household_code IS NOT NULL AS household_held,
        persons_relation(relation) AS relation, labor AS labor_cell, persons_labor(labor) AS labor,
        living_together AS living_together_cell, as_bool(living_together) AS living_together,
        status AS status_cell, persons_status(status) AS status
    FROM text LEFT JOIN good_households held ON held.household_code = text.household_code
)
SELECT line, id,
    CASE WHEN id IS NULL THEN provisional_no END AS provisional_no,
    CASE WHEN id IS NULL THEN birth_date ELSE id_birth(id) END AS birth_date,
    CASE WHEN id IS NULL THEN sex = '男' ELSE is_male(id) END AS male,
    household_code, relation, labor, living_together, status,
    CASE WHEN NOT cells_ok THEN '(cells)'
         -- "a bad ID is a bad row even with a 临时编号; a row with neither names column id_number"
         WHEN id IS NULL AND (id_cell IS NOT NULL OR provisional_no IS NULL) THEN 'id_number'
         WHEN id IS NULL AND as_text20(provisional_no) IS NULL THEN 'provisional_no'
         WHEN id IS NULL AND birth_date IS NULL THEN 'birth_date'
         WHEN id IS NULL AND sex IS NULL THEN 'sex'
         WHEN name IS NULL THEN 'name'
         WHEN NOT household_held THEN 'household_code'
         WHEN relation IS NULL THEN 'relation' END AS bad,
    coalesce(is_old_id(id_cell), false)::INTEGER
        + (labor_cell IS NOT NULL AND labor IS NULL)::INTEGER
        + (living_together_cell IS NOT NULL AND living_together IS NULL)::INTEGER
        + (status_cell IS NOT NULL AND status IS NULL)::INTEGER AS warnings
FROM value;

-- "two good rows with the same natural key: the later row replaces the earlier
-- whole": who has an ID is that ID, who has none a 临时编号 in a household.
CREATE TABLE repeated_persons AS
SELECT id, provisional_no, CASE WHEN id IS NULL THEN household_code END AS of_household, max(line) AS kept
FROM read_persons WHERE bad IS NULL GROUP BY ALL HAVING count(*) > 1;

CREATE VIEW good_persons AS
SELECT person.* EXCLUDE (bad, warnings)
FROM read_persons person LEFT JOIN repeated_persons repeated
    ON repeated.id IS NOT DISTINCT FROM person.id
    AND repeated.provisional_no IS NOT DISTINCT FROM person.provisional_no
    AND repeated.of_household IS NOT DISTINCT FROM CASE WHEN person.id IS NULL THEN person.household_code END
WHERE bad IS NULL AND (kept IS NULL OR kept = line);

-- "an ID for which good rows of persons name more than one household"
CREATE TABLE in_two_households AS
SELECT id FROM read_persons WHERE bad IS NULL AND id IS NOT NULL GROUP BY id HAVING count(DISTINCT household_code) > 1;
