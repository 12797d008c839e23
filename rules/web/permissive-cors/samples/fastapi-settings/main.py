from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from provider import get_settings


def application() -> FastAPI:
    settings = get_settings()
    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        # ruleid: permissive-cors
        allow_origins=settings.allowed_hosts,
        allow_credentials=True,
    )
    return app


def listed() -> FastAPI:
    settings = get_settings()
    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        # ok: permissive-cors
        allow_origins=settings.frontends,
        allow_credentials=True,
    )
    return app


def per_environment() -> FastAPI:
    settings = get_settings()
    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        # ok: permissive-cors
        allow_origins=settings.trusted,
        allow_credentials=True,
    )
    return app
