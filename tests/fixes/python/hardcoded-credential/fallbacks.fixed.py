import os


class Config:
    SECRET_KEY = os.environ["SECRET_KEY"]
    MAIL_PASSWORD = os.environ["MAIL_PASSWORD"]
