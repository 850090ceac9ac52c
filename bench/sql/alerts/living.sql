-- Alert rules on house, water, disaster and petitions.

-- unsafe_housing: some house whose newest assessment on or before D has grade C or
-- D, occupied not 否, only_home not 否, and no renovated_on in (assessed_on, D],
-- all from that row; 红 when such a house has grade D. An empty house_no is a
-- house of its own.
INSERT INTO alert
WITH newest AS (
    SELECT hid, house_no, max(assessed_on) AS assessed_on,
        arg_max({'grade': grade, 'occupied': occupied, 'only_home': only_home, 'renovated_on': renovated_on}, assessed_on) AS house
    FROM housing WHERE assessed_on <= as_of() GROUP BY hid, house_no
)
SELECT hid, 'unsafe_housing', '住房', CASE WHEN bool_or(house.grade = 'D') THEN '红' ELSE '黄' END, NULL,
    json_object('grade', max(house.grade), 'assessed_on', max(assessed_on))
FROM newest JOIN fact USING (hid)
WHERE house.grade IN ('C', 'D') AND house.occupied IS DISTINCT FROM false AND house.only_home IS DISTINCT FROM false
    AND NOT coalesce(house.renovated_on > assessed_on AND house.renovated_on <= as_of(), false)
GROUP BY hid;

-- unsafe_water: the newest assessment on or before D has any of the four 不达标, or
-- outage_days > water_outage_days; 红 when outage_days > water_outage_days and
-- assessed_on is in the last 3 months
INSERT INTO alert
WITH newest AS (
    SELECT hid, max(assessed_on) AS assessed_on,
        arg_max({'below_standard': below_standard, 'outage_days': outage_days}, assessed_on) AS water
    FROM drinking_water WHERE assessed_on <= as_of() GROUP BY hid
), judged AS (
    SELECT hid, assessed_on, water, coalesce(water.outage_days > water_outage_days, false) AS long_outage
    FROM newest JOIN fact USING (hid)
)
SELECT hid, 'unsafe_water', '饮水', CASE WHEN long_outage AND in_last_months(assessed_on, 3) THEN '红' ELSE '黄' END, NULL,
    json_object('outage_days', water.outage_days, 'assessed_on', assessed_on)
FROM judged WHERE water.below_standard OR long_outage;

-- disaster: in the last 6 months a disaster with loss >= disaster_loss or
-- house_damaged 是; 红 when such a disaster has house_damaged 是
INSERT INTO alert
SELECT hid, 'disaster', '因灾', CASE WHEN bool_or(coalesce(house_damaged, false)) THEN '红' ELSE '黄' END, NULL,
    json_object('disasters', count(*), 'loss', yuan(sum(loss)))
FROM disaster JOIN fact USING (hid)
WHERE in_last_months(event_date, 6) AND (loss >= disaster_loss OR house_damaged)
GROUP BY hid;

-- petition: a petition in the last 3 months with topic 住房 饮水 医疗 教育 收入 就业
INSERT INTO alert
SELECT hid, 'petition', '诉求', '黄', NULL, json_object('petitions', count(*))
FROM petition JOIN fact USING (hid)
WHERE in_last_months(received_on, 3) AND topic IN ('住房', '饮水', '医疗', '教育', '收入', '就业')
GROUP BY hid;
