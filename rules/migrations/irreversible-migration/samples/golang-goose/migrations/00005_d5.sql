-- +goose Up
ALTER TABLE a ADD COLUMN d5 text;

-- +goose Down
ALTER TABLE a DROP COLUMN d5;
