-- ruleid: locking-migration
ALTER TABLE orders ALTER COLUMN a SET NOT NULL;
-- told with the first
-- ok: locking-migration
ALTER TABLE orders ALTER COLUMN b SET NOT NULL;
ALTER TABLE orders ALTER COLUMN c SET NOT NULL;
ALTER TABLE orders ALTER COLUMN d SET NOT NULL;
ALTER TABLE orders ALTER COLUMN e SET NOT NULL;
-- ok: locking-migration
ALTER TABLE orders ALTER COLUMN f SET NOT NULL;
-- ruleid: locking-migration
CREATE INDEX orders_a ON orders (a);
