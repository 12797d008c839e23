import os
import shutil
import tarfile
import zipfile
from pathlib import Path

from flask import Flask, request

app = Flask(__name__)
FOLDER = "/srv/imports"
UPLOADED = "/srv/uploads/latest.tar"


@app.route("/imports", methods=["POST"])
def import_tar():
    with tarfile.open(fileobj=request.files["archive"].stream) as archive:
        # ruleid: archive-path-escape
        archive.extractall(FOLDER)
    return "", 204


@app.route("/imports/old", methods=["POST"])
def import_old():
    # ruleid: archive-path-escape
    tarfile.open(UPLOADED).extractall(path=FOLDER)
    archive = tarfile.open(UPLOADED)
    # ruleid: archive-path-escape
    archive.extractall(FOLDER, members=archive.getmembers())
    # ruleid: archive-path-escape
    archive.extractall(FOLDER, filter="fully_trusted")
    return "", 204


@app.route("/imports/members", methods=["POST"])
def import_members():
    archive = tarfile.open(UPLOADED)
    for member in archive.getmembers():
        # ruleid: archive-path-escape
        archive.extract(member, FOLDER)
        # ruleid: archive-path-escape
        with open(os.path.join(FOLDER, member.name), "wb") as target:
            target.write(archive.extractfile(member).read())
    return "", 204


@app.route("/imports/safe", methods=["POST"])
def import_safely():
    with tarfile.open(fileobj=request.files["archive"].stream) as archive:
        # ok: archive-path-escape
        archive.extractall(FOLDER, filter="data")
    # ruleid: path-traversal
    with zipfile.ZipFile(request.files["zip"]) as packed:
        # ok: archive-path-escape
        packed.extractall(FOLDER)
    return "", 204


def inside(archive):
    for member in archive.getmembers():
        if os.path.realpath(os.path.join(FOLDER, member.name)).startswith(FOLDER + os.sep):
            yield member


def unpack_checked(name):
    with tarfile.open(name) as archive:
        # ok: archive-path-escape
        archive.extractall(FOLDER, members=inside(archive))


def unpack_looked_at(name):
    with tarfile.open(name) as archive:
        for member in archive.getmembers():
            target = Path(FOLDER, member.name).resolve()
            if not target.is_relative_to(FOLDER):
                raise ValueError(member.name)
        # ok: archive-path-escape
        archive.extractall(FOLDER)


def unzip(name):
    with zipfile.ZipFile(name) as packed:
        for info in packed.infolist():
            target = os.path.join(FOLDER, info.filename)
            # ruleid: archive-path-escape
            with open(target, "wb") as file:
                file.write(packed.read(info))


def unzip_flat(name):
    with zipfile.ZipFile(name) as packed:
        for entry in packed.namelist():
            # ok: archive-path-escape
            with open(os.path.join(FOLDER, os.path.basename(entry)), "wb") as file:
                file.write(packed.read(entry))


def unpack(archive):
    # ruleid: archive-path-escape
    shutil.unpack_archive(archive, FOLDER)
    # ok: archive-path-escape
    shutil.unpack_archive(archive, FOLDER, filter="data")
    # ok: archive-path-escape
    shutil.unpack_archive(archive, FOLDER, "zip")
