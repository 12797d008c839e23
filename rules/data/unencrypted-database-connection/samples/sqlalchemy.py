from sqlalchemy import create_engine

# ruleid: unencrypted-database-connection
engine = create_engine("postgresql://shop@db.shop-prod.net/shop?sslmode=disable")
# ok: unencrypted-database-connection
verified = create_engine("postgresql://shop@db.shop-prod.net/shop?sslmode=verify-full")
# ok: unencrypted-database-connection
local = create_engine("postgresql://shop@localhost/shop?sslmode=disable")
# ok: unencrypted-database-connection
compose = create_engine("postgresql://shop@db:5432/shop?sslmode=disable")
