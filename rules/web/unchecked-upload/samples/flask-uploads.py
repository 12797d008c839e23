import os
from pathlib import Path
from uuid import uuid4

from flask import Flask, abort, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
FOLDER = "/srv/uploads"
ALLOWED = {"png", "jpg"}


@app.post("/files")
def upload():
    file = request.files["file"]
    # ruleid: unchecked-upload
    # ruleid: path-traversal
    file.save(os.path.join(FOLDER, file.filename))
    return "", 201


@app.post("/files/named")
def upload_named():
    photo = request.files["photo"]
    name = photo.filename
    target = f"{FOLDER}/{name}"
    # ruleid: unchecked-upload
    # ruleid: path-traversal
    photo.save(target)
    return "", 201


def allowed_file(name):
    return name.rsplit(".", 1)[-1].lower() in ALLOWED


@app.post("/files/allowed")
def upload_allowed():
    file = request.files["file"]
    if not allowed_file(file.filename):
        abort(415)
    # ok: unchecked-upload
    # ruleid: path-traversal
    file.save(os.path.join(FOLDER, file.filename))
    return "", 201


@app.post("/files/generated")
def upload_generated():
    file = request.files["file"]
    # ok: unchecked-upload
    file.save(os.path.join(FOLDER, str(uuid4())))
    return "", 201


@app.post("/files/prefixed")
def upload_prefixed():
    file = request.files["file"]
    # ok: unchecked-upload
    # ruleid: path-traversal
    file.save(os.path.join(FOLDER, f"{uuid4()}-{file.filename}"))
    return "", 201


@app.post("/files/secure")
def upload_secure():
    file = request.files["file"]
    # ok: unchecked-upload
    file.save(os.path.join(FOLDER, secure_filename(file.filename)))
    return "", 201


def report(rows):
    # ok: unchecked-upload
    Path(FOLDER, rows.name).write_text(rows.text)
