CREATE TABLE visits (
    id bigserial PRIMARY KEY,
    -- ruleid: naive-timestamp
    began timestamp NOT NULL,
    -- ok: naive-timestamp
    ended timestamptz,
    -- ok: naive-timestamp
    day date
);
