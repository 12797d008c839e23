import shutil
from pathlib import Path

import aiofiles
from fastapi import FastAPI, File, HTTPException, UploadFile

app = FastAPI()
FOLDER = Path("/srv/uploads")


@app.post("/files")
async def upload(file: UploadFile):
    # ruleid: unchecked-upload
    # ruleid: path-traversal
    with open(f"/srv/uploads/{file.filename}", "wb") as target:
        shutil.copyfileobj(file.file, target)


@app.post("/documents")
async def document(document: UploadFile = File(...)):
    path = FOLDER / document.filename
    # ruleid: unchecked-upload
    # ruleid: path-traversal
    async with aiofiles.open(path, "wb") as target:
        await target.write(await document.read(1_000_000))


@app.post("/images")
async def image(file: UploadFile):
    if file.content_type not in {"image/png", "image/jpeg"}:
        raise HTTPException(415)
    # ok: unchecked-upload
    # ruleid: path-traversal
    with open(FOLDER / file.filename, "wb") as target:
        shutil.copyfileobj(file.file, target)


@app.get("/files/{name}")
async def read(name: str, file: UploadFile):
    # ok: unchecked-upload
    # ruleid: path-traversal
    with open(FOLDER / file.filename, "rb") as source:
        return source.read()
