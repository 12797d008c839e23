-- +goose Up
-- ok: locking-migration
CREATE INDEX events_kind ON events (kind);
-- ok: locking-migration
ALTER TABLE events MODIFY kind VARCHAR(10) NOT NULL;

-- +goose Down
DROP INDEX events_kind ON events;
