import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from pydantic_settings import BaseSettings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware as Cors

app = FastAPI()
origins = ["*"]
listed = ["https://app.example.com"]
OPTIONS = {"allow_origins": ["*"], "allow_credentials": True}


class Settings(BaseSettings):
    # ruleid: permissive-cors
    cors_origins: list[str] = ["*"]
    # ok: permissive-cors
    allowed_origins: list[str] = ["https://app.example.com"]
    # ok: permissive-cors
    allowed_hosts: list[str] = ["*"]


settings = Settings()

app.add_middleware(
    CORSMiddleware,
    # ruleid: permissive-cors
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
)
app.add_middleware(
    CORSMiddleware,
    # ruleid: permissive-cors
    allow_origins=origins,
    allow_methods=["*"],
)
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https?://.*")
# ruleid: permissive-cors
app.add_middleware(CORSMiddleware, **OPTIONS)
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=listed, allow_credentials=True)
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=settings.allowed_origins, allow_credentials=True)
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=os.environ["ORIGINS"].split(","))
# pedantic: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=os.getenv("ORIGINS", "*").split(","))
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\.example\.com")
# ok: permissive-cors
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])

if os.environ.get("ENV") == "development":
    # ok: permissive-cors
    app.add_middleware(CORSMiddleware, allow_origins=["*"])

# ruleid: permissive-cors
site = Starlette(middleware=[Middleware(Cors, allow_origins=["*"])])
# ruleid: permissive-cors
site = Starlette(middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])
# ok: permissive-cors
safe = Starlette(middleware=[Middleware(CORSMiddleware, allow_origins=["https://a.example.com"])])
# ruleid: permissive-cors
wrapped = CORSMiddleware(site, allow_origins=("*",))


@app.get("/x")
async def x(response):
    # ruleid: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = "*"
    # ok: permissive-cors
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
