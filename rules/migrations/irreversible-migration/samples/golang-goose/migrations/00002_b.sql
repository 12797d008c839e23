-- +goose Up
ALTER TABLE a ADD COLUMN b text;

-- +goose Down
-- ruleid: irreversible-migration
SELECT 'nothing to do';
