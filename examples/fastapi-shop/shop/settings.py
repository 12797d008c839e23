"""Settings, read from the environment (SHOP_…)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOP_")

    jwt_secret: str = Field(min_length=32)
    database_url: str = "sqlite:///shop.db"
    redis_url: str = "redis://localhost:6379/0"
    broker_host: str = "localhost"
    payment_url: str = "https://payments.shop.internal/charges"
    media_folder: Path = Path("media")


settings = Settings()
