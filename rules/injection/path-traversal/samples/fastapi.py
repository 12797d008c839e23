import os
import shutil
from pathlib import Path
from uuid import UUID, uuid4

import aiofiles
from fastapi import APIRouter, Depends, File, HTTPException, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel

router = APIRouter()
UPLOAD_DIR = Path("/data/uploads")


class Export(BaseModel):
    name: str
    body: str


@router.get("/files/{name:path}")
async def get_file(name: str):
    # ruleid: path-traversal
    return FileResponse(UPLOAD_DIR / name)


@router.get("/raw")
async def raw(name: str):
    # ruleid: path-traversal
    async with aiofiles.open(os.path.join("/data", name)) as handle:
        return await handle.read()


@router.post("/upload")
async def upload(file: UploadFile = File(...)):
    # ruleid: path-traversal
    # ruleid: unchecked-upload
    with open(f"uploads/{file.filename}", "wb") as buffer:
        shutil.copyfileobj(file.file, buffer)
    return {"name": file.filename}


@router.post("/export")
async def export(payload: Export):
    destination = UPLOAD_DIR / payload.name
    # ruleid: path-traversal
    destination.write_text(payload.body)
    # ruleid: path-traversal
    destination.unlink()
    return {"ok": True}


@router.post("/upload-safe")
async def upload_safe(file: UploadFile = File(...)):
    # ok: path-traversal
    # ruleid: unlimited-request-body
    (UPLOAD_DIR / f"{uuid4()}.bin").write_bytes(await file.read())
    # ok: path-traversal
    # ruleid: unlimited-request-body
    (UPLOAD_DIR / Path(file.filename).name).write_bytes(await file.read())
    # ok: path-traversal
    # ruleid: unchecked-upload
    with open(UPLOAD_DIR / os.path.basename(file.filename), "wb") as out:
        # ruleid: unlimited-request-body
        out.write(await file.read())


@router.get("/by-id/{file_id}")
async def by_id(file_id: UUID):
    # ok: path-traversal
    return FileResponse(UPLOAD_DIR / str(file_id))


@router.get("/stored/{key}")
async def stored(key: str, session=Depends()):
    row = session.query(File).filter(File.key == key).one()
    # ok: path-traversal
    return FileResponse(row.path)


@router.get("/inside/{name:path}")
async def inside(name: str):
    path = (UPLOAD_DIR / name).resolve()
    if UPLOAD_DIR not in path.parents:
        raise HTTPException(404)
    # ok: path-traversal
    return FileResponse(path)


@router.get("/relative/{name:path}")
async def relative(name: str):
    path = (UPLOAD_DIR / name).resolve()
    try:
        path.relative_to(UPLOAD_DIR)
    except ValueError:
        raise HTTPException(404)
    # ok: path-traversal
    return FileResponse(path)


def _validate_file_name(name: str) -> str:
    if "/" in name:
        raise HTTPException(400)
    return name


@router.get("/own-check")
async def own_check(name: str):
    # ok: path-traversal
    return FileResponse(UPLOAD_DIR / _validate_file_name(name))
