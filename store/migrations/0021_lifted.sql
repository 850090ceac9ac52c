-- The blocks of clearing that a city lifted, among all events.

CREATE INDEX events_lifted ON events (id) WHERE act = 'lift_block';
