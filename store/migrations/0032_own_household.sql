-- Who an account is among the registered persons, so that nobody sees or moves
-- what concerns the own household. The number is sealed and told to nobody; its
-- blind index is that of persons.number.

CREATE TABLE user_persons (
    user_id       BIGINT NOT NULL PRIMARY KEY REFERENCES users (id),
    number_sealed TEXT   NOT NULL,
    number_blind  TEXT   NOT NULL
);
CREATE INDEX user_persons_number ON user_persons (number_blind);
