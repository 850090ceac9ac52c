-- A corrected row in quarantine keeps what its file had in it, for whoever asks later
-- what was changed. Empty: nothing of the row has been changed.

ALTER TABLE quarantine ADD COLUMN came_sealed TEXT NOT NULL DEFAULT '';
