-- ruleid: irreversible-migration
ALTER TABLE users ADD COLUMN email text;
