-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION totals() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM a);
END;
$$;
-- +goose StatementEnd

-- +goose Down
-- pedantic: irreversible-migration
SELECT 1;
