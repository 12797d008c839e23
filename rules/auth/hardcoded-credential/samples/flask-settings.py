import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY")
    # ruleid: hardcoded-credential
    MAIL_PASSWORD = "Winter2023!"


class Development(Config):
    # ok: hardcoded-credential
    SECRET_KEY = "dev-orders-secret-key"


class Production(Config):
    # ruleid: hardcoded-credential
    SECRET_KEY = "orders-secret-key"
