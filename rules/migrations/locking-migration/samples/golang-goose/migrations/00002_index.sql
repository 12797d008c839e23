-- +goose Up
-- ruleid: locking-migration
CREATE INDEX CONCURRENTLY events_kind ON events (kind);

-- +goose Down
-- ok: locking-migration
CREATE INDEX events_payload ON events (payload);
