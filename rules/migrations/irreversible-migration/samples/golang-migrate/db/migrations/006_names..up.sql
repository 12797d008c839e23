-- ok: irreversible-migration
ALTER TABLE users ADD COLUMN name text;
