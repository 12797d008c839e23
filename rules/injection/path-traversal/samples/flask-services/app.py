from flask import Flask, request

from archive import Documents, fetch_attachment
from archive.checks import check_name, is_known
from archive.storage.disk import Disk

app = Flask(__name__)
disk = Disk("/srv/archive")


@app.get("/documents")
def document():
    documents = Documents(disk, request.args["folder"])
    return documents.first_page()


@app.get("/attachments")
def attachment():
    return fetch_attachment(disk, request.args.get("name", ""))


@app.get("/reports")
def report():
    name = request.args["name"]
    check_name(name)
    return disk.read_checked(name)


@app.get("/forms")
def form():
    name = request.args["name"]
    if not is_known(name):
        return "no such form", 404
    return disk.read_known(name)


@app.get("/pages")
def page():
    return disk.read_page(int(request.args["number"]))
