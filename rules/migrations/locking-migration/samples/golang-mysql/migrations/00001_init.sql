-- +goose Up
CREATE TABLE events (id INT AUTO_INCREMENT PRIMARY KEY, kind VARCHAR(20));

-- +goose Down
DROP TABLE events;
