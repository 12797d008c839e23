import os
import re
import shutil
import uuid
from pathlib import Path

from flask import Flask, abort, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
UPLOADS = "/srv/uploads"
BASE = Path("/srv/reports")


@app.get("/download")
def download():
    name = request.args.get("name")
    path = os.path.join(UPLOADS, name)
    # ruleid: path-traversal
    return send_file(path, as_attachment=True)


@app.get("/text")
def text():
    # ruleid: path-traversal
    with open(f"{UPLOADS}/{request.args['name']}") as handle:
        return handle.read()


@app.get("/report")
def report():
    target = BASE / request.args["name"]
    # ruleid: path-traversal
    return target.read_text()


@app.get("/docs/<path:page>")
def docs(page):
    # ruleid: path-traversal
    return Path("docs", page + ".md").read_text()


@app.delete("/files")
def delete():
    payload = request.get_json()
    # ruleid: path-traversal
    os.remove(UPLOADS + "/" + payload["file"])
    # ruleid: path-traversal
    shutil.rmtree(os.path.join(UPLOADS, payload["folder"]))
    return "", 204


@app.post("/upload")
def upload():
    file = request.files["file"]
    # ruleid: path-traversal
    # ruleid: unchecked-upload
    file.save(os.path.join(UPLOADS, file.filename))
    return "ok"


@app.post("/move")
def move():
    # ruleid: path-traversal
    os.rename(os.path.join(UPLOADS, "a"), os.path.join(UPLOADS, request.form["to"]))
    return "ok"


@app.post("/upload-safe")
def upload_safe():
    file = request.files["file"]
    # ok: path-traversal
    file.save(os.path.join(UPLOADS, secure_filename(file.filename)))
    ext = os.path.splitext(file.filename)[1]
    # ok: path-traversal
    file.save(os.path.join(UPLOADS, f"{uuid.uuid4()}{ext}"))
    _, suffix = os.path.splitext(file.filename)
    target = os.path.join(UPLOADS, uuid.uuid4().hex + suffix)
    # ok: path-traversal
    file.save(target)
    return "ok"


@app.get("/safe")
def safe():
    name = request.args["name"]
    # ok: path-traversal
    first = send_from_directory(UPLOADS, name)
    # ok: path-traversal
    second = open(os.path.join(UPLOADS, os.path.basename(name)))
    # ok: path-traversal
    third = send_file(safe_join(UPLOADS, name))
    # ok: path-traversal
    fourth = open(os.path.join(UPLOADS, f"{int(request.args['id'])}.txt"))
    return first or second or third or fourth


@app.get("/checked")
def checked():
    full = os.path.realpath(os.path.join(UPLOADS, request.args["name"]))
    if not full.startswith(UPLOADS + os.sep):
        abort(404)
    # ok: path-traversal
    return send_file(full)


@app.get("/resolved")
def resolved():
    target = (BASE / request.args["name"]).resolve()
    if not target.is_relative_to(BASE):
        abort(404)
    # ok: path-traversal
    return target.read_text()


@app.get("/common")
def common():
    full = os.path.abspath(os.path.join(UPLOADS, request.args["name"]))
    if os.path.commonpath([UPLOADS, full]) != UPLOADS:
        abort(404)
    # ok: path-traversal
    return send_file(full)


@app.get("/pattern")
def pattern():
    name = request.args["name"]
    if not re.fullmatch(r"[a-z0-9_]+\.txt", name):
        abort(404)
    # ok: path-traversal
    return open(os.path.join(UPLOADS, name)).read()


@app.get("/constant")
def constant():
    # ok: path-traversal
    with open("/srv/terms.txt") as handle:
        return handle.read()


@app.post("/content")
def content():
    # ok: path-traversal
    Path("/srv/last.txt").write_text(request.get_data(as_text=True))
    return "ok"


def read_template(name):
    # ok: path-traversal
    return open(os.path.join("templates", name)).read()
