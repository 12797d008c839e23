-- ok: irreversible-migration
DROP TABLE users;
