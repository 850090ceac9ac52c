-- The audit log's end, kept apart from it: number and hash of the newest entry,
-- and both once more sealed. There is one row.

CREATE TABLE audit_head (
    id           BIGINT NOT NULL PRIMARY KEY,
    seq          BIGINT NOT NULL,
    hash         TEXT   NOT NULL,
    proof_sealed TEXT   NOT NULL
);
INSERT INTO audit_head (id, seq, hash, proof_sealed)
SELECT 1, COALESCE(MAX(seq), 0), COALESCE((SELECT hash FROM audit_entries ORDER BY seq DESC LIMIT 1), ''), '' FROM audit_entries;
