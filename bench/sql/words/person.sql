-- Households and persons of the registry, and who of them is a member at D
-- (screening.md, "Words"). hid and pid are the places of their rows.

CREATE TABLE household AS
SELECT line::INTEGER AS hid, household_code, division_code, division_code[1:6] AS county,
    kind, relocated, object_type, risk_cleared,
    -- "an open object (an object_type, risk_cleared not 是)"
    object_type IS NOT NULL AND risk_cleared IS DISTINCT FROM true AS open_object
FROM good_households;

-- "Deciding event: the newest 死亡 on or before D if there is one, else the newest
-- event on or before D. Of events on one day the first of this order decides."
CREATE TABLE deciding_event AS
SELECT id, event AS decided_by, event_date AS decided_on
FROM good_population_change
WHERE event_date <= as_of()
QUALIFY row_number() OVER (PARTITION BY id ORDER BY event = '死亡' DESC, event_date DESC,
    list_position(['死亡', '出生', '婚入', '迁入', '释放', '退役', '收监', '婚出', '迁出', '参军'], event)) = 1;

-- "Status at D: 死亡 if the registry or the deciding event says so; else by the
-- deciding event; without one, the registry's status" (empty = 正常).
CREATE TABLE person AS
WITH present AS (
    SELECT line::INTEGER AS pid, hid, id, provisional_no, birth_date, male, relation, status,
        coalesce(living_together, true) AS living_together,
        coalesce(labor IN ('普通劳动力', '技能劳动力', '弱劳动力或半劳动力'), false) AS has_labor,
        decided_by, decided_on, age_on(birth_date, as_of()) AS age,
        CASE WHEN status = '死亡' OR decided_by = '死亡' THEN '死亡'
             WHEN decided_by IN ('婚出', '迁出', '收监', '参军') THEN decided_by
             WHEN decided_by IN ('出生', '婚入', '迁入', '释放', '退役') THEN '正常'
             ELSE coalesce(status, '正常') END AS status_at
    FROM good_persons JOIN household USING (household_code) LEFT JOIN deciding_event USING (id)
), belonging AS (
    SELECT *, living_together AND status_at = '正常' AND birth_date <= as_of() AS member
    FROM present
)
SELECT pid, hid, id, provisional_no, birth_date, male, relation, has_labor, living_together, status_at, member,
    decided_by, decided_on,
    -- "Bearers: its members, and its persons with living_together not 否 and status 死亡 at D"
    member OR (living_together AND status_at = '死亡') AS bearer,
    member AND age >= 18 AS adult,
    member AND has_labor AND age BETWEEN 16 AND 64 AS labour_capable,
    -- "age is 6 ... 14 on the 31 August before the school year that contains D began"
    member AND age_on(birth_date, make_date(school_year(), 8, 31)) BETWEEN 6 AND 14 AS school_age
FROM belonging;

-- "Members = number of members. A household without members is not screened."
CREATE TABLE screened AS
SELECT hid, count(*)::INTEGER AS members,
    bool_or(labour_capable) AS has_capable,
    -- "zero_employment (their labour-capable member too) look at members with an ID only"
    bool_or(labour_capable AND id IS NOT NULL) AS has_capable_with_id
FROM person WHERE member GROUP BY hid;
