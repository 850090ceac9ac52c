-- Check hits (screening.md): rows of the comparison tables about members of
-- authorised households, see words/authorised.sql.

-- has_vehicle: 小型轿车 客车 工程机械 大型农机, status 正常, value unknown or >= vehicle_value
INSERT INTO hit
SELECT hid, 'has_vehicle', named(list(who(id, NULL))), json_object('vehicles', count(*))
FROM vehicle JOIN fact USING (hid)
WHERE vehicle.kind IN ('小型轿车', '客车', '工程机械', '大型农机') AND status = '正常' AND (value IS NULL OR value >= vehicle_value)
GROUP BY hid;

-- has_property: usage 商铺 办公; or 住宅 in another county than the household's
-- (first six digits of the unit number; a former code of a county is that
-- county), or the household's members together hold two or more different unit
-- numbers of 住宅 (who = their holders). A unit number that does not begin with
-- six digits names no county.
INSERT INTO hit
WITH homes AS (
    SELECT hid FROM real_estate WHERE usage = '住宅' GROUP BY hid HAVING count(DISTINCT certificate_no) >= 2
), placed AS (
    SELECT real_estate.*, fact.county AS home_county,
        CASE WHEN regexp_full_match(certificate_no[1:6], '[0-9]{6}') THEN coalesce(former_county.county, certificate_no[1:6]) END AS unit_county
    FROM real_estate JOIN fact USING (hid) LEFT JOIN former_county ON former = certificate_no[1:6]
)
SELECT hid, 'has_property', named(list(who(id, NULL))), json_object('units', count(DISTINCT certificate_no))
FROM placed
WHERE usage IN ('商铺', '办公') OR usage = '住宅' AND (unit_county <> home_county OR hid IN (SELECT hid FROM homes))
GROUP BY hid;

-- has_business: 存续, and (企业 as 法定代表人 or 股东) or (个体工商户 as 经营者)
INSERT INTO hit
SELECT hid, 'has_business', named(list(who(id, NULL))), json_object('businesses', count(*))
FROM business
WHERE status = '存续' AND (kind = '企业' AND role IN ('法定代表人', '股东') OR kind = '个体工商户' AND role = '经营者')
GROUP BY hid;

-- on_payroll: 公务员 事业编制 国企在编 村干部
INSERT INTO hit
SELECT hid, 'on_payroll', named(list(who(id, NULL))), json_object('kinds', list_sort(list(kind)))
FROM public_payroll WHERE kind IN ('公务员', '事业编制', '国企在编', '村干部')
GROUP BY hid;
