-- ruleid: locking-migration
CREATE INDEX orders_user ON orders (user_id);

-- ruleid: locking-migration
ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id);

-- ok: locking-migration
ALTER TABLE orders ADD CONSTRAINT size_set CHECK (size IS NOT NULL) NOT VALID;

-- ruleid: locking-migration
ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();

-- ok: locking-migration
ALTER TABLE orders ADD COLUMN made_at timestamptz NOT NULL DEFAULT now();

-- ok: locking-migration
ALTER TABLE orders ADD COLUMN seller_id int REFERENCES users (id);

-- ruleid: locking-migration
ALTER TABLE orders ADD COLUMN code text NOT NULL;

-- ruleid: locking-migration
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;

-- ruleid: locking-migration
CREATE INDEX CONCURRENTLY orders_made ON orders (made_at);
