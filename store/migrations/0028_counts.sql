-- What counts of cases ask for stands in the index of places whole: what is late of
-- a paused case depends on the day to ask again.

DROP INDEX cases_division;
CREATE INDEX cases_division ON cases (division, state, due_order, id, due_on, paused_on, ask_again_on);
