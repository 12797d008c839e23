-- +goose NO TRANSACTION
-- +goose Up
-- ok: locking-migration
CREATE INDEX CONCURRENTLY events_kind_id ON events (kind, id);

-- +goose Down
DROP INDEX events_kind_id;
