ALTER TABLE orders VALIDATE CONSTRAINT size_set;
-- ok: locking-migration
ALTER TABLE orders ALTER COLUMN size SET NOT NULL;
-- ok: locking-migration
ALTER TABLE orders ALTER COLUMN size TYPE varchar(20);
-- ruleid: locking-migration
ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;
-- ok: locking-migration
ALTER TABLE orders ALTER COLUMN user_id DROP NOT NULL;
