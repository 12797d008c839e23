from fastapi import FastAPI

from app import orders, reports

app = FastAPI()
app.include_router(orders.router)
app.include_router(reports.router)
