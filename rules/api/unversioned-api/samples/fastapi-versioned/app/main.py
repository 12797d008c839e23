from fastapi import FastAPI

from app.api import router
from app.config import settings

# ok: unversioned-api
app = FastAPI()
app.include_router(router, prefix=settings.API_PREFIX)
