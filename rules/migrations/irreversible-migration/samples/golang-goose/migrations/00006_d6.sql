-- +goose Up
ALTER TABLE a ADD COLUMN d6 text;

-- +goose Down
ALTER TABLE a DROP COLUMN d6;
