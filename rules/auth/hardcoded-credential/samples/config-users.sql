-- ruleid: hardcoded-credential
CREATE USER shop WITH PASSWORD 'f7Kq29xLm4vB';
-- ruleid: hardcoded-credential
ALTER ROLE reporting LOGIN PASSWORD 'f7Kq29xLm4vB';
-- ruleid: hardcoded-credential
CREATE USER 'shop'@'%' IDENTIFIED BY 'f7Kq29xLm4vB';
-- ok: hardcoded-credential
CREATE USER 'shop'@'%' IDENTIFIED BY PASSWORD '*90E462C37378CED12064BB3388827D2BA3A9B689';
-- ok: hardcoded-credential
CREATE USER shop WITH PASSWORD :'password';
-- ok: hardcoded-credential
ALTER USER shop WITH PASSWORD '${SHOP_PASSWORD}';
-- ok: hardcoded-credential
CREATE ROLE readers NOLOGIN;
INSERT INTO users (name, email, password) VALUES
  -- ruleid: hardcoded-credential
  ('admin', 'admin@shop.io', 'f7Kq29xLm4vB'),
  -- ok: hardcoded-credential
  ('anna', 'anna@shop.io', '$2b$12$C6UzMDM.H6dfI/f/IKcEeO5x1Zk6Hk2wVq1nq8Wq1nq8Wq1nq8Wq1');
-- ok: hardcoded-credential
INSERT INTO labels (name, text) VALUES ('password', 'Your password');
-- ok: hardcoded-credential
SELECT password FROM users WHERE name = 'admin';
