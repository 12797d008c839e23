-- ruleid: superuser-connection
GRANT ALL PRIVILEGES ON *.* TO 'shop'@'%';
-- ok: superuser-connection
GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO 'shop'@'%';
-- ok: superuser-connection
GRANT ALL PRIVILEGES ON DATABASE shop TO shop_owner;
-- ruleid: superuser-connection
ALTER ROLE shop WITH SUPERUSER;
-- ok: superuser-connection
ALTER ROLE shop WITH NOSUPERUSER;
