-- Alerts, hits and findings before they are sorted and written. who is the
-- members_hit text, empty (NULL) where nobody is named.

CREATE TABLE alert (hid INTEGER, rule VARCHAR, risk VARCHAR, urgency VARCHAR, who VARCHAR, evidence VARCHAR);
CREATE TABLE hit (hid INTEGER, rule VARCHAR, who VARCHAR, evidence VARCHAR);
CREATE TABLE finding (hid INTEGER, rule VARCHAR, who VARCHAR, evidence VARCHAR);
