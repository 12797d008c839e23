import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY") or "you-will-never-guess"
    MAIL_PASSWORD = os.getenv("MAIL_PASSWORD", "Winter2023!")
