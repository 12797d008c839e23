CREATE TABLE orders (id serial PRIMARY KEY, user_id int, note text, size varchar(10));
CREATE TABLE users (id serial PRIMARY KEY);
-- ok: locking-migration
CREATE INDEX orders_note ON orders (note);
