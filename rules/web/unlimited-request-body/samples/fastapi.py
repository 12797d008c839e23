from typing import Annotated

from fastapi import FastAPI, File, HTTPException, UploadFile

app = FastAPI()
LARGEST = 5_000_000


@app.post("/avatar")
async def avatar(file: UploadFile):
    # ruleid: unlimited-request-body
    data = await file.read()
    return {"size": len(data)}


@app.post("/import")
async def load(document: UploadFile = File(...)):
    # ruleid: unlimited-request-body
    return {"text": (await document.read()).decode()}


@app.post("/annotated")
async def annotated(file: Annotated[UploadFile, File()]):
    # ruleid: unlimited-request-body
    return {"size": len(await file.read())}


@app.post("/checked")
async def checked(file: UploadFile):
    if file.size is None or file.size > LARGEST:
        raise HTTPException(413)
    # ok: unlimited-request-body
    return {"size": len(await file.read())}


@app.post("/chunks")
async def chunks(file: UploadFile):
    total = 0
    # ok: unlimited-request-body
    while chunk := await file.read(65536):
        total += len(chunk)
        if total > LARGEST:
            raise HTTPException(413)
    return {"size": total}


async def settings(path):
    import aiofiles

    async with aiofiles.open(path) as file:
        # ok: unlimited-request-body
        return await file.read()
