CREATE TABLE users (
  id bigserial PRIMARY KEY,
  email text NOT NULL,
  handle text NOT NULL UNIQUE,
  nick text,
  team text
);
CREATE UNIQUE INDEX users_nick ON users USING btree (nick, (COALESCE(team, ''::text)));
