from pydantic import BaseModel
from pydantic_settings import BaseSettings


class DatabaseConfig(BaseModel):
    uri: str


class Settings(BaseSettings):
    writer_db: DatabaseConfig = DatabaseConfig(
        # pedantic: hardcoded-credential
        uri="postgresql+psycopg://shop:shop@postgres_metadata:5432/shop",
    )
    reports_db: DatabaseConfig = DatabaseConfig(
        # ruleid: hardcoded-credential
        uri="postgresql+psycopg://shop:Xk29dLq8@reports.shop.io:5432/shop",
    )
