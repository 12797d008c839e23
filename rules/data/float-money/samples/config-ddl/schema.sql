CREATE TABLE payouts (
    id bigserial PRIMARY KEY,
    -- ruleid: float-money
    amount double precision NOT NULL,
    -- ok: float-money
    fee numeric(10, 2),
    -- ok: float-money
    exchange_rate real
);
