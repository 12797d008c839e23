-- ok: irreversible-migration
UPDATE users SET email = trim(email);
