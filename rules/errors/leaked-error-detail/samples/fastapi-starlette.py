import logging
import traceback

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from .errors import AppError, OrderNotFound, to_problem
from .settings import settings
from .store import store

logger = logging.getLogger(__name__)
router = APIRouter()
app = FastAPI()


@router.post("/orders")
async def create(payload: dict):
    try:
        return await store.insert(payload)
    except IntegrityError as exc:
        # ruleid: leaked-error-detail
        raise HTTPException(status_code=409, detail=f"conflict: {exc.orig}")
    except OrderNotFound as exc:
        # ok: leaked-error-detail
        raise HTTPException(status_code=404, detail=str(exc))
    except Exception as exc:
        # ruleid: leaked-error-detail
        raise HTTPException(status_code=500, detail=str(exc)) from exc


@router.get("/orders/{order_id}")
async def read(order_id: int):
    try:
        return await store.find(order_id)
    except SQLAlchemyError as e:
        message = "Failed to read order: " + str(e)
        logger.error(message)
        # ruleid: leaked-error-detail
        return JSONResponse(status_code=500, content={"error": message})


@router.delete("/orders/{order_id}")
def delete(order_id: int):
    try:
        store.delete(order_id)
    except Exception as error:
        # ruleid: leaked-error-detail
        return {"ok": False, "error": repr(error)}
    except BaseException:
        # ruleid: leaked-error-detail
        return PlainTextResponse(traceback.format_exc(), 500)
    return {"ok": True}


@router.patch("/orders/{order_id}")
async def update(order_id: int, payload: dict):
    try:
        return await store.update(order_id, payload)
    except (AppError, OrderNotFound) as exc:
        # ok: leaked-error-detail
        raise HTTPException(exc.status_code, detail=str(exc))
    except Exception as exc:
        logger.exception("update failed: %s", exc)
        if settings.DEBUG:
            # ok: leaked-error-detail
            raise HTTPException(500, detail=str(exc))
        # ok: leaked-error-detail
        raise HTTPException(500, detail="internal error") from exc


@router.put("/orders/{order_id}")
async def replace(order_id: int, payload: dict):
    try:
        return await store.update(order_id, payload)
    except Exception as exc:
        # ok: leaked-error-detail
        return JSONResponse(to_problem(exc), status_code=500)


@router.put("/orders/{order_id}/lines")
async def lines(order_id: int, payload: dict):
    try:
        return await store.update(order_id, payload)
    except Exception as exc:
        # ok: leaked-error-detail
        return JSONResponse({"error": type(exc).__name__}, status_code=500)
    finally:
        store.release()


@router.put("/orders/{order_id}/tags")
async def tags(order_id: int, payload: dict):
    try:
        return await store.update(order_id, payload)
    except Exception as exc:
        # ok: leaked-error-detail
        detail = str(exc) if settings.DEBUG else "internal error"
        raise HTTPException(500, detail)
    finally:
        store.release()


@router.put("/orders/{order_id}/notes")
async def notes(order_id: int, payload: dict):
    try:
        await store.update(order_id, payload)
    except Exception as exc:
        # ruleid: leaked-error-detail
        raise HTTPException(500, "Could not save: {}".format(exc))
    else:
        return {}


@app.exception_handler(Exception)
async def unexpected(request: Request, exc: Exception):
    # ruleid: leaked-error-detail
    return JSONResponse({"detail": str(exc), "path": request.url.path}, status_code=500)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    # ok: leaked-error-detail
    return JSONResponse({"detail": exc.errors()}, status_code=422)


@app.exception_handler(AppError)
async def known(request: Request, exc: AppError):
    # ok: leaked-error-detail
    return JSONResponse({"detail": str(exc)}, status_code=exc.status_code)


@app.middleware("http")
async def guard(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as e:
        # ruleid: leaked-error-detail
        return Response(content=f"Internal error: {e}", status_code=500)


@router.put("/orders/{order_id}/owner")
async def hand_over(order_id: int, payload: dict):
    try:
        await store.hand_over(order_id, payload)
    except IAMClientError as exc:
        # ok: leaked-error-detail
        raise HTTPException(401, detail=str(exc)) from exc
    except ClientError as exc:
        # ruleid: leaked-error-detail
        raise HTTPException(502, detail=str(exc)) from exc


async def missing(request: Request, exc: Exception) -> JSONResponse:
    # ok: leaked-error-detail
    return JSONResponse({"detail": str(exc)}, status_code=404)


async def unforeseen(request: Request, exc: Exception) -> JSONResponse:
    # ruleid: leaked-error-detail
    return JSONResponse({"detail": str(exc)}, status_code=500)


app.add_exception_handler(AppError, missing)
app.add_exception_handler(Exception, unforeseen)


def attach(application):
    async def not_such_a_facet(request: Request, exc: Exception) -> JSONResponse:
        # ok: leaked-error-detail
        return JSONResponse({"detail": {"msg": str(exc)}}, status_code=400)

    async def whatever(request: Request, exc: Exception) -> JSONResponse:
        # ruleid: leaked-error-detail
        return JSONResponse({"detail": {"msg": str(exc)}}, status_code=500)

    application.exception_handler(InvalidFacetError)(not_such_a_facet)
    application.exception_handler(Exception)(whatever)
