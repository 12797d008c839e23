import secrets
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

# ruleid: hardcoded-credential
SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
# ok: hardcoded-credential
ALGORITHM = "HS256"
# ok: hardcoded-credential
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="auth/token")
security = HTTPBasic()


class Settings(BaseSettings):
    # ruleid: jwt-hardcoded-secret
    jwt_secret: str = "super-secret"
    # ruleid: hardcoded-credential
    smtp_password: SecretStr = SecretStr("Blue7Horse")
    # ruleid: hardcoded-credential
    admin_password: str = Field(default="Adm1nPass", description="first user")
    # ruleid: hardcoded-credential
    database_url: str = "mysql+pymysql://app:Xk29dLq8@10.0.4.7/app"
    # the environment gives another where it matters: this one is the developer's own
    # pedantic: hardcoded-credential
    # pedantic: superuser-connection
    local_database_url: str = "postgresql+asyncpg://postgres:postgres@localhost:5432/app"
    # pedantic: hardcoded-credential
    writer: Database = Database(uri="postgresql+psycopg://shop:shop@postgres_metadata:5432/shop")
    # pedantic: hardcoded-credential
    reader: Database = Database(uri="postgresql+psycopg://readonly_user:readonly_pass@postgres_metadata:5432/shop")
    # ruleid: hardcoded-credential
    archive: Database = Database(uri="postgresql+psycopg://shop:Xk29dLq8@archive.shop.io:5432/shop")
    # ok: hardcoded-credential
    smtp_user: str = "app"
    # ok: hardcoded-credential
    api_key: str = ""
    # ok: hardcoded-credential
    other_secret: str
    # ok: hardcoded-credential
    token_url: str = "https://auth.shop.io/oauth/token2"
    # ok: hardcoded-credential
    redis_url: str = "redis://localhost:6379/0"


class LoginIn(BaseModel):
    # ok: hardcoded-credential
    password: str = Field(..., examples=["Tr0ub4dor&3"])
    # ok: hardcoded-credential
    model_config = {"json_schema_extra": {"example": {"username": "ann", "password": "Tr0ub4dor&3"}}}


class Token(BaseModel):
    access_token: str
    # ok: hardcoded-credential
    token_type: str = "bearer"


app = FastAPI()
# ruleid: hardcoded-credential
engine = create_engine("postgresql://billing:9fK2mQ@pg.shop.io/billing")
# ok: hardcoded-credential
async_engine = create_async_engine(f"postgresql+asyncpg://{Settings().smtp_user}:{Settings().smtp_password}@db/app")


def check(credentials: Annotated[HTTPBasicCredentials, Depends(security)]):
    # ruleid: hardcoded-credential
    correct_password = secrets.compare_digest(credentials.password.encode(), b"swordfish")
    if not correct_password:
        raise HTTPException(401)


# ruleid: hardcoded-credential
def call(path: str, api_key: str = "k9d8s7f6g5h4j3k2"):
    return path, api_key


# ruleid: hardcoded-credential
def call_other(path: str, password: str = "hunter22"):
    return path, password


def fetch():
    # ruleid: hardcoded-credential
    return httpx.get("https://api.shop.io/v1", auth=("svc", "p4ssw0rd!"))


def fetch_bearer(token: str):
    # ok: hardcoded-credential
    return httpx.get("https://api.shop.io/v1", headers={"Authorization": f"Bearer {token}"})


def fetch_fixed():
    # ruleid: hardcoded-credential
    return httpx.get("https://api.shop.io/v1", headers={"Authorization": "Bearer 8a7b6c5d4e3f2a1b9c8d7e6f5a4b3c2d"})


def fetch_key():
    # ruleid: hardcoded-credential
    headers = {"X-Api-Key": "8a7b6c5d4e3f2a1b9c8d7e6f"}
    # ok: hardcoded-credential
    tokens = {"access_token": "access", "refresh_token": "refresh"}
    return headers, tokens
