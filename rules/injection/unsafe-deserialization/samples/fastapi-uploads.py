import dill
import jsonpickle
import yaml as y
from fastapi import APIRouter, Request, UploadFile

router = APIRouter()


@router.post("/jobs")
async def create_job(request: Request):
    body = await request.body()
    # ruleid: unsafe-deserialization
    job = dill.loads(body)
    # ruleid: unsafe-deserialization
    other = jsonpickle.decode(body)
    # ok: unsafe-deserialization
    payload = await request.json()
    return job, other, payload


@router.post("/config")
async def upload_config(file: UploadFile, text: str):
    # ruleid: unsafe-deserialization
    settings = y.load(text, Loader=y.UnsafeLoader)
    content = await file.read()
    # ruleid: unsafe-deserialization
    more = y.unsafe_load(content)
    # ok: unsafe-deserialization
    safe = y.safe_load(content)
    return settings, more, safe
