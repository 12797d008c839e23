from typing import List

from pydantic_settings import BaseSettings


class AppSettings(BaseSettings):
    allowed_hosts: List[str] = ["*"]
    frontends: List[str] = ["https://app.example.com"]
    trusted: List[str] = ["*"]


class ProductionSettings(AppSettings):
    trusted: List[str] = ["https://app.example.com"]
