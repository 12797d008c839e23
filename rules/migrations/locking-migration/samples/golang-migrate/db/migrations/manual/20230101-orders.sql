CREATE TABLE archived_orders (id serial PRIMARY KEY, note text);
