-- +goose Up
-- +goose StatementBegin
DO $do$
BEGIN
    DELETE FROM a WHERE b = '';
    PERFORM pg_sleep(1);
END
$do$;
-- +goose StatementEnd

-- +goose Down
-- pedantic: irreversible-migration
SELECT 1;
