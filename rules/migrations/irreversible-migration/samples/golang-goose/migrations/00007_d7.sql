-- +goose Up
ALTER TABLE a ADD COLUMN d7 text;

-- +goose Down
ALTER TABLE a DROP COLUMN d7;
