import tarfile
import zipfile
from pathlib import Path

from fastapi import FastAPI, UploadFile

app = FastAPI()
FOLDER = Path("/srv/imports")


def store(name: str, data: bytes):
    # ruleid: archive-path-escape, path-traversal
    (FOLDER / name).write_bytes(data)


def unpack(archive: tarfile.TarFile):
    # ruleid: archive-path-escape
    archive.extractall(FOLDER)


@app.post("/themes")
async def upload_theme(file: UploadFile):
    # ruleid: path-traversal
    with zipfile.ZipFile(file.file) as packed:
        for name in packed.namelist():
            store(name, packed.read(name))
    return {"stored": True}


@app.post("/plugins")
async def upload_plugin(file: UploadFile):
    with tarfile.open(fileobj=file.file, mode="r:gz") as archive:
        unpack(archive)
    return {"stored": True}
