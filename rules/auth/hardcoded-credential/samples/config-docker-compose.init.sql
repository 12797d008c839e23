-- pedantic: hardcoded-credential
CREATE USER shop_api PASSWORD 'shop_api_pw';
-- ruleid: hardcoded-credential
CREATE USER reporting PASSWORD 'f7Kq29xLm4vB';
