"""A plain WSGI application; postgres://user:password@host/db is what its DSN looks like."""

import configparser
import ftplib
import hmac
import os
import smtplib

from itsdangerous import URLSafeTimedSerializer

# ruleid: hardcoded-credential
serializer = URLSafeTimedSerializer("serialize-this")
# ok: hardcoded-credential
other = URLSafeTimedSerializer(os.environ["SIGNING_SECRET"], salt="login")
# ruleid: hardcoded-credential
DSN = "host=db.shop.io port=5432 dbname=shop user=shop password=Hd82ks9"
# ok: hardcoded-credential
DSN_FROM_ENVIRONMENT = "host=db.shop.io dbname=shop user=shop password=%s" % os.environ["DB_PASSWORD"]
# ruleid: hardcoded-credential
db_user, db_password = "shop", "Hd82ks9x"
# ok: hardcoded-credential
HELP = "Set DATABASE_URL, e.g. postgres://shop:shop123@localhost/shop"


def sign(body: bytes) -> str:
    # ruleid: hardcoded-credential
    return hmac.new(b"signing-key-1", body, "sha256").hexdigest()


def sign_from_environment(body: bytes) -> str:
    # ok: hardcoded-credential
    return hmac.new(os.environb[b"SIGNING_KEY"], body, "sha256").hexdigest()


def sign_peppered(pepper: str, body: bytes) -> str:
    # ok: hardcoded-credential
    return hmac.new(pepper.encode("utf-8"), body, "sha256").hexdigest()


def application(environ, start_response):
    # ruleid: hardcoded-credential
    if environ.get("HTTP_X_API_KEY") == "s3cr3t-k3y-99":
        start_response("200 OK", [])
        return [b"ok"]
    # ok: hardcoded-credential
    start_response("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="token123"')])
    return []


def mail(text):
    # ruleid: missing-timeout
    # ruleid: cleartext-transport
    server = smtplib.SMTP("smtp.shop.io")
    # ruleid: hardcoded-credential
    server.login("robot", "Ro80tMail")
    # ok: hardcoded-credential
    server.login("robot", os.environ["SMTP_PASSWORD"])
    # ruleid: missing-timeout
    # ruleid: cleartext-transport
    ftp = ftplib.FTP("ftp.shop.io")
    # ruleid: hardcoded-credential
    ftp.login(user="robot", passwd="Ro80tFtp")
    return text


def tokenize(source):
    # ok: hardcoded-credential
    token = "start2"
    for token in source.split():
        # ok: hardcoded-credential
        if token == "(":
            continue
        # ok: hardcoded-credential
        if token == "import":
            return token
    return configparser.ConfigParser()
