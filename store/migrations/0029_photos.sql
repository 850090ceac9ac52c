-- Photos of visits, meetings and notice boards. What is seen on them is sealed;
-- one that a phone sends twice is kept once.

CREATE TABLE photos (
    id          IDENTITY_KEY,
    case_id     BIGINT  NOT NULL REFERENCES cases (id),
    subject     TEXT    NOT NULL,
    once        TEXT    NOT NULL,
    taken_at    BIGINT  NOT NULL,
    at          BIGINT  NOT NULL,
    day         INTEGER NOT NULL,
    by_login    TEXT    NOT NULL,
    by_name     TEXT    NOT NULL,
    data_sealed TEXT    NOT NULL
);
CREATE UNIQUE INDEX photos_once ON photos (case_id, once);
