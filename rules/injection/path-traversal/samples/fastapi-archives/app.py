from fastapi import FastAPI, Query, Response

from .buckets import archive_bucket, injected
from .ports import ArchivedFiles, ArchivedLetters
from .stores import BucketArchive, FolderLetters

app = FastAPI()
injected.bind(BucketArchive(archive_bucket))
injected.bind(FolderLetters())


@injected
def load_file(name: str, files: ArchivedFiles) -> bytes:
    return files.load_archived(name)


@injected
def load_letter(name: str, letters: ArchivedLetters) -> bytes:
    return letters.load_letter(name)


@app.get("/files")
def file(name: str = Query()):
    return Response(load_file(name))


@app.get("/letters")
def letter(name: str = Query()):
    return Response(load_letter(name))
