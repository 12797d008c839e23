-- ok: irreversible-migration
ALTER TABLE note ADD COLUMN pinned INTEGER;
