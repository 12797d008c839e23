-- +goose Up
CREATE TABLE events (id bigserial PRIMARY KEY, kind text, payload jsonb);

-- +goose Down
DROP TABLE events;
