-- ok: locking-migration
CREATE UNIQUE INDEX archived_orders_key ON archived_orders USING btree (id);
