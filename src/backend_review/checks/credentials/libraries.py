"""Words of libraries: calls, options and targets that take secrets, and the calls that values pass through."""

from __future__ import annotations

import re

# Calls that only change the type of what they are given.
WRAPPERS = {
    "bytes", "bytearray", "str", "string", "String", "SecretStr", "SecretBytes", "Secret", "Buffer.from", "b64decode",
    "b64encode", "fromhex", "unhexlify", "b64", "from", "quote", "quote_plus", "cast", "Literal", "Final",
    "StringValue", "hexlify", "urlsafe_b64decode", "urlsafe_b64encode", "createSecretKey", "importKey", "Ptr",
    "pointer", "url", "make_url", "URL", "QueryEscape", "encodeURIComponent", "hash", "hashSync",
    "generate_password_hash", "make_password", "get_password_hash", "hash_password", "hashPassword", "HashPassword",
    "GenerateFromPassword", "hashpw",
}  # fmt: skip
FIELD_MAKERS = {
    "Field",
    "field",
    "Column",
    "mapped_column",
    "CharField",
    "TextField",
    "attr",
    "ib",
    "attrib",
    "Prop",
    "Body",
    "Form",
    "Query",
    "Header",
    "Option",
    "Argument",
    "option",
    "Param",
}
# Functions that look a setting up by its name and take a value for when there is none.
LOOKUPS = re.compile(
    r"(?i)^(?:get_?env\w*|env\w*|lookup_?env\w*|get_?or_?default|get|getOr\w*|str|string(?:var)?p?|config|cfg"
    r"|setting|get_?(?:setting|config|secret|string|param|conf|var|value|default)\w*|"
    r"set_?default|default|setdefault|set_?env|set|add|pop|add_argument|add_option|option|define|read_?env\w*"
    r"|env_?or\w*|must_?env\w*|opt|or_?default|value|set_?header|append|with_?default|get_?str\w*)$"
)
COMPARERS = {
    "compare_digest",
    "ConstantTimeCompare",
    "timingSafeEqual",
    "equals",
    "Equal",
    "EqualFold",
    "isEqual",
    "safeCompare",
    "constant_time_compare",
}
SIBLINGS = {
    "user",
    "username",
    "usr",
    "login",
    "host",
    "hostname",
    "server",
    "email",
    "dbname",
    "database",
    "account",
    "addr",
    "address",
    "port",
    "uid",
    "dsn",
}
SHOWING = {
    "example", "examples", "schema_extra", "json_schema_extra", "openapi_examples", "openapi_extra", "swagger",
    "apibody", "apiproperty", "extend_schema", "responses", "swagger_auto_schema", "openapiexample", "apioperation",
    "apiresponse", "placeholder", "placeholders", "labels", "messages", "help_texts", "error_messages", "translations",
    "i18n", "locale", "locales", "describe", "it", "test", "aliases", "alias", "fieldnames", "rules", "validation",
    "validationmessages", "errors", "paths", "widgets", "enum", "sensitive_fields",
}  # fmt: skip
JWT_CALLS = re.compile(
    r"(?i)(?:^|\.)(?:jwt|jsonwebtoken|jose|_?jwt)\w*\.(?:sign|verify|encode|decode|sign_?async|verify_?async|"
    r"signedstring)$|SignedString$|JWT(?:Strategy|Module|Auth)|JwtModule\.|^(?:jwt|expressjwt|expressJwt|"
    r"koaJwt)$"
)
# (function, position of the argument that is a secret); what is imported under another name is not seen.
SINK_ARGUMENTS: dict[str, int] = {
    "cookie.NewStore": 0, "memstore.NewStore": 0, "sessions.NewCookieStore": 0, "sessions.NewFilesystemStore": 1,
    "securecookie.New": 0, "securecookie.CodecsFromPairs": 0, "csrf.Protect": 0, "hmac.New": 1, "aes.NewCipher": 0,
    "des.NewCipher": 0, "chacha20poly1305.New": 0, "rc4.NewCipher": 0, "des.NewTripleDESCipher": 0, "cookieParser": 0,
    "hmac.new": 0, "hmac.digest": 0, "Fernet": 0, "fernet.Fernet": 0, "AES.new": 0, "DES.new": 0, "DES3.new": 0,
    "ARC4.new": 0, "Blowfish.new": 0, "ChaCha20.new": 0, "ChaCha20_Poly1305.new": 0, "AESGCM": 0, "algorithms.AES": 0,
    "AES": 0, "ChaCha20Poly1305": 0, "algorithms.TripleDES": 0, "createHmac": 1, "crypto.createHmac": 1,
    "createCipheriv": 1, "crypto.createCipheriv": 1, "createDecipheriv": 1, "crypto.createDecipheriv": 1,
    "createCipher": 1, "crypto.createCipher": 1, "createDecipher": 1, "crypto.createDecipher": 1,
    "CryptoJS.AES.encrypt": 1, "CryptoJS.AES.decrypt": 1, "CryptoJS.HmacSHA256": 1, "CryptoJS.HmacSHA1": 1,
    "CryptoJS.DES.encrypt": 1, "CryptoJS.HmacSHA512": 1, "CryptoJS.HmacMD5": 1, "CryptoJS.TripleDES.encrypt": 1,
    "CryptoJS.RC4.encrypt": 1, "Keygrip": 0, "URLSafeTimedSerializer": 0, "URLSafeSerializer": 0, "TimedSerializer": 0,
    "TimestampSigner": 0, "itsdangerous.URLSafeTimedSerializer": 0, "itsdangerous.URLSafeSerializer": 0,
    "itsdangerous.Signer": 0, "itsdangerous.TimestampSigner": 0, "Serializer": 0, "TimedJSONWebSignatureSerializer": 0,
    "EncryptedCookieStorage": 0, "stripe.New": 0, "Stripe": 0, "credentials.NewStaticCredentials": 1,
    "credentials.NewStaticCredentialsProvider": 1, "NewStaticCredentialsProvider": 1, "setSignedCookie": 3,
    "getSignedCookie": 1, "set_signed_cookie": 3,
}  # fmt: skip
# … whatever the package is called.
SINK_ARGUMENTS_BY_LAST_NAME: dict[str, int] = {"NewCookieStore": 0, "NewFilesystemStore": 1}
# (function, position) of passwords given by position.
PASSWORD_ARGUMENTS: dict[str, int] = {
    "HTTPBasicAuth": 1, "HTTPDigestAuth": 1, "HTTPProxyAuth": 1, "BasicAuth": 1, "aiohttp.BasicAuth": 1,
    "httpx.BasicAuth": 1, "httpx.DigestAuth": 1, "requests.auth.HTTPBasicAuth": 1, "PlainCredentials": 1,
    "pika.PlainCredentials": 1, "PlainAuth": 2, "smtp.PlainAuth": 2, "SetBasicAuth": 1, "url.UserPassword": 1,
    "UserPassword": 1, "authenticate": 2, "create_superuser": 2, "create_user": 2, "set_password": 0, "auth.basic": 1,
    "pymysql.connect": 2, "MySQLdb.connect": 2, "mysql.connector.connect": 2, "SetPassword": 0, "basic_auth": 1,
    "neo4j.auth.basic": 1, "neo4j.BasicAuth": 1, "login": 1, "Sequelize": 2,
}  # fmt: skip
# Calls whose options hold a signing secret under these names.
SINK_OPTIONS: dict[str, set[str]] = {
    "session": {"secret", "keys"}, "expressSession": {"secret"}, "cookieSession": {"keys", "secret"},
    "cookieParser": {"secret"}, "SessionMiddleware": {"secret_key"}, "Middleware": {"secret_key"},
    "add_middleware": {"secret_key"}, "fastifySession": {"secret"}, "register": {"secret"},
    "CookieSession": {"keys", "secret"}, "SessionCookie": {"secret"}, "createCookieSessionStorage": {"secrets"},
    "Application": {"cookie_secret"}, "tornado.web.Application": {"cookie_secret"},
    "web.Application": {"cookie_secret"}, "secureSession": {"secret", "key"}, "fastifySecureSession": {"secret", "key"},
    "settings.configure": {"SECRET_KEY"}, "CookieTransport": {"secret"}, "iron": {"password"},
    "getIronSession": {"password"}, "sessionMiddleware": {"secret", "encryptionKey"},
}  # fmt: skip
SINK_TARGETS = re.compile(
    r"(?:^|\.)(?:app|application|server|flask_app|bp|self\.app)\.(?:secret_key|keys)$|cookie_secret$"
)
