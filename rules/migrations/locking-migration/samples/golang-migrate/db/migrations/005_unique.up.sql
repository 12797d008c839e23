-- ruleid: locking-migration
ALTER TABLE orders ADD CONSTRAINT orders_code_key UNIQUE (code);
-- ok: locking-migration
ALTER TABLE orders ADD CONSTRAINT orders_made_key UNIQUE USING INDEX orders_made;
-- ruleid: locking-migration
VACUUM FULL orders;
