"""The application: ``uvicorn shop.main:app``."""

import logging
import traceback

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

from shop.models import Base, engine
from shop.routes import auth, orders, products
from shop.security import caller_for_log

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop")

Base.metadata.create_all(engine)

app = FastAPI(title="Shop", debug=True)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["Authorization", "Content-Type"],
)
app.include_router(auth.router)
app.include_router(products.router)
app.include_router(orders.router)


@app.middleware("http")
async def access_log(request: Request, call_next):
    response = await call_next(request)
    logger.info("%s %s %s %d", caller_for_log(request), request.method, request.url.path, response.status_code)
    return response


@app.exception_handler(Exception)
async def unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.exception("unexpected error in %s", request.url.path)
    return JSONResponse({"error": str(error), "trace": traceback.format_exc()}, status_code=500)
