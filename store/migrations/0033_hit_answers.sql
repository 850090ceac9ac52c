-- When a household was told of a hit, and what it answered.

ALTER TABLE hits ADD COLUMN told_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hits ADD COLUMN told_way TEXT NOT NULL DEFAULT '';

CREATE TABLE hit_answers (
    id          IDENTITY_KEY,
    case_id     BIGINT  NOT NULL REFERENCES cases (id),
    hit_id      BIGINT  NOT NULL REFERENCES hits (id),
    says        TEXT    NOT NULL,
    way         TEXT    NOT NULL,
    said_on     INTEGER NOT NULL,
    written_by  TEXT    NOT NULL,
    heard_on    INTEGER NOT NULL
);
CREATE INDEX hit_answers_case ON hit_answers (case_id, id);
CREATE INDEX hit_answers_unheard ON hit_answers (id) WHERE heard_on = 0;
