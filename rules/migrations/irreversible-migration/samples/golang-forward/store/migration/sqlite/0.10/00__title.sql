-- the program runs these files forward only
-- ok: irreversible-migration
ALTER TABLE note ADD COLUMN title TEXT;
