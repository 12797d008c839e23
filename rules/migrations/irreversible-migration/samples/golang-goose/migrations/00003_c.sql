-- +goose Up
ALTER TABLE a ADD COLUMN c text;

-- +goose Down
ALTER TABLE a DROP COLUMN c;
