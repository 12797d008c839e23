import os


class Config:
    JWT_ACCESS_TOKEN_EXPIRES_HOURS = int(os.getenv("JWT_HOURS", "720"))
