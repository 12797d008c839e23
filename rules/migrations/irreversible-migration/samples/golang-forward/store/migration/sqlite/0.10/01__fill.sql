-- ok: irreversible-migration
UPDATE note SET title = 'none';
