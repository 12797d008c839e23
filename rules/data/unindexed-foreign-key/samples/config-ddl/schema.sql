CREATE TABLE accounts (
    id bigserial PRIMARY KEY,
    email text NOT NULL UNIQUE
);

CREATE TABLE invoices (
    id bigserial PRIMARY KEY,
    -- ruleid: unindexed-foreign-key
    account_id bigint NOT NULL REFERENCES accounts (id),
    -- ok: unindexed-foreign-key
    parent_id bigint REFERENCES invoices (id),
    -- ok: unindexed-foreign-key
    number int
);

CREATE INDEX CONCURRENTLY invoices_parent ON invoices (parent_id);
