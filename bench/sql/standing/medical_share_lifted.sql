-- The rule that reads medical_share_lifted and who has any alert, by county; all
-- else is taken from what is kept.
SELECT county,
    count(*) FILTER (medical_burden) AS medical_burden,
    count(*) FILTER (medical_burden OR beside_medical) AS alerted
FROM (
    SELECT county, beside_medical,
        10000::BIGINT * medical_self_paid >= $rural_income_per_capita * CASE WHEN lifted THEN $medical_share_lifted ELSE $medical_share_general END AS medical_burden
    FROM standing
)
GROUP BY county ORDER BY county;
