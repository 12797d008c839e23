-- +goose Up
DELETE FROM events;
-- ok: locking-migration
ALTER TABLE events ADD COLUMN owner text NOT NULL;
CREATE TABLE owners (id bigserial PRIMARY KEY);
-- ok: locking-migration
ALTER TABLE owners ADD COLUMN name text NOT NULL;

-- +goose Down
DROP TABLE owners;
