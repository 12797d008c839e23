CREATE TABLE parcels (
  id bigserial PRIMARY KEY,
  code text NOT NULL,
  shelf text NOT NULL
);
CREATE INDEX parcels_shelf ON parcels (shelf);
