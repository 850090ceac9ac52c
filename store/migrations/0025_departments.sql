-- Whose tables a grant of the role department opens: the owner, as the plan package
-- names it. Older grants of the role name none, and open nothing until they do.

ALTER TABLE grants ADD COLUMN owner TEXT NOT NULL DEFAULT '';
