import os

from flask import Flask, request, send_file
from werkzeug.utils import secure_filename

app = Flask(__name__)
ALLOWED = {"png", "jpg"}


def allowed_file(filename):
    return "." in filename and filename.rsplit(".", 1)[1].lower() in ALLOWED


@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    if file and allowed_file(file.filename):
        # ruleid: path-traversal
        file.save(os.path.join(app.config["UPLOAD_FOLDER"], file.filename))
    if file and allowed_file(file.filename):
        filename = secure_filename(file.filename)
        # ok: path-traversal
        file.save(os.path.join(app.config["UPLOAD_FOLDER"], filename))
    return "ok"


@app.route("/get")
def get():
    name = request.args.get("name").replace("../", "")
    path = os.path.normpath(os.path.join("files", name))
    if not os.path.exists(path):
        return "", 404
    # ruleid: path-traversal
    return send_file(path)
