from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    # ruleid: jwt-long-lifetime
    ACCESS_TOKEN_EXPIRE_MINUTES: int = 60 * 24 * 8
    # ok: jwt-long-lifetime
    EMAIL_RESET_TOKEN_EXPIRE_HOURS: int = 48
    # ok: jwt-long-lifetime
    access_token_lifetime_seconds: int = 900


settings = Settings()
