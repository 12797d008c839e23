from fastapi import FastAPI

from app.api import orders, users

# ruleid: unversioned-api
app = FastAPI(title="Shop")
app.include_router(users.router, prefix="/api")
app.include_router(orders.router, prefix="/api")
