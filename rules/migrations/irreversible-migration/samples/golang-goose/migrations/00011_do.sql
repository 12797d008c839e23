-- +goose Up
-- +goose StatementBegin
DO $do$
BEGIN
    ALTER TABLE a ALTER COLUMN b TYPE bigint USING b::bigint;
END
$do$;
-- +goose StatementEnd

-- +goose Down
-- ruleid: irreversible-migration
SELECT 1;
