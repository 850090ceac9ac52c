-- How persons and amounts are shown in results (screening.md, "Result").

-- A person's own number, as members_hit sorts it, and its shown form: masked IDs
-- (6 + 8 stars + 4), a 临时编号 whole.
CREATE MACRO who(id, provisional_no) AS
    {'number': CASE WHEN id IS NULL THEN provisional_no ELSE id_text(id) END,
     'shown': CASE WHEN id IS NULL THEN provisional_no ELSE id_text(id)[1:6] || '********' || id_text(id)[15:18] END};

-- "joined by ;, in bytewise order of the unmasked numbers"
CREATE MACRO named(people) AS
    list_aggregate(list_transform(list_sort(list_distinct(people)), lambda person: person.shown), 'string_agg', ';');

-- Fen as yuan with two decimals.
CREATE MACRO yuan(fen) AS (fen::DECIMAL(30, 0) * 0.01)::VARCHAR;

-- A number as its shortest decimal: 3.7000 is 3.7, 120.0000 is 120.
CREATE MACRO shortest(number) AS rtrim(rtrim(number::DECIMAL(38, 4)::VARCHAR, '0'), '.');
