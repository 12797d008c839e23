CREATE TABLE orders (id serial PRIMARY KEY, a text, b text, c text, d text, e text, f text, g text);
