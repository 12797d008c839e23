import logging

from fastapi import APIRouter, HTTPException

router = APIRouter()


def read_report(name, store):
    try:
        return store.read(name)
    except Exception as error:
        # ok: leaked-error-detail
        raise HTTPException(500, detail=str(error))


def write_report(name, store):
    try:
        return store.write(name)
    except Exception as error:
        # ruleid: leaked-error-detail
        raise HTTPException(500, detail=str(error))


@router.get("/reports/{name}")
def report(name: str, store):
    try:
        return read_report(name, store)
    except Exception:
        logging.exception("no report")
        raise HTTPException(500, detail="no report")


@router.put("/reports/{name}")
def change(name: str, store):
    try:
        return write_report(name, store)
    except KeyError:
        raise HTTPException(404, detail="no report")
