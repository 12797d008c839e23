-- +goose Up
ALTER TABLE a ADD COLUMN d4 text;

-- +goose Down
ALTER TABLE a DROP COLUMN d4;
