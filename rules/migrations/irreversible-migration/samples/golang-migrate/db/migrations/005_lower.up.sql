-- ruleid: irreversible-migration
UPDATE users SET email = lower(email);
