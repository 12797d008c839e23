-- +goose Up
ALTER TYPE kind ADD VALUE IF NOT EXISTS 'mail';

-- ok: irreversible-migration
-- +goose Down
