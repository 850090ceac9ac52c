-- What people were told, and how far it has come outside. Of a key there is one
-- message: what was told once is not told again.

CREATE TABLE messages (
    id          IDENTITY_KEY,
    key         TEXT    NOT NULL UNIQUE,
    recipient   TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    case_id     BIGINT  NOT NULL,
    division    BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    due_on      INTEGER NOT NULL,
    urgent      BOOLEAN NOT NULL,
    open_count  INTEGER NOT NULL,
    today_count INTEGER NOT NULL,
    late_count  INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    at          BIGINT  NOT NULL,
    read_at     BIGINT  NOT NULL,
    carried     TEXT    NOT NULL,
    tries       INTEGER NOT NULL,
    not_before  BIGINT  NOT NULL,
    carried_at  BIGINT  NOT NULL,
    fault       TEXT    NOT NULL
);
CREATE INDEX messages_recipient ON messages (recipient, read_at, id);
CREATE INDEX messages_carried ON messages (carried, not_before);
