-- +goose Up
-- ruleid: destructive-migration
ALTER TABLE events DROP COLUMN kind;
-- only the other table's is read
-- ok: destructive-migration
ALTER TABLE events DROP COLUMN source;
-- ruleid: destructive-migration
ALTER TABLE events RENAME COLUMN payload TO body;
-- ok: destructive-migration
ALTER TABLE events DROP COLUMN at;

-- +goose Down
-- ok: destructive-migration
ALTER TABLE events DROP COLUMN body;
