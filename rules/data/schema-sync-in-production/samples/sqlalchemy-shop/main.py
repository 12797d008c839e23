from contextlib import asynccontextmanager

from fastapi import FastAPI
from settings import settings

from db import Base, engine, init_models


@asynccontextmanager
async def lifespan(app):
    init_models()
    if settings.environment == "development":
        # ok: schema-sync-in-production
        Base.metadata.create_all(engine)
    yield


app = FastAPI(lifespan=lifespan)
