-- +goose Up
CREATE TABLE events (id bigserial PRIMARY KEY, kind text, payload jsonb, source text, at timestamptz);
CREATE TABLE owners (id bigserial PRIMARY KEY, source text);

-- +goose Down
DROP TABLE owners;
DROP TABLE events;
