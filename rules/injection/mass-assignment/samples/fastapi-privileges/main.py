from fastapi import FastAPI

from accounts import router as accounts
from admin import router as admin

app = FastAPI()
app.include_router(accounts, prefix="/v1")
app.include_router(admin, prefix="/v1/admin")
