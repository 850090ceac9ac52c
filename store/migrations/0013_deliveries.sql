-- Files of a table that comes whole and were uploaded together are one delivery,
-- called by the number of its first batch; 0: the file is one of its own.

ALTER TABLE batches ADD COLUMN delivery BIGINT NOT NULL DEFAULT 0;
