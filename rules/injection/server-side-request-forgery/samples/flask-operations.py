from urllib.parse import urljoin

import requests
from flask import Flask, current_app, jsonify, request

from .clients import workflows

app = Flask(__name__)
HOOK = "https://{}/hook"


@app.get("/workflows/<name>")
def workflow(name):
    base = current_app.config["WORKFLOWS_URL"]
    endpoint = workflows.api.get_workflow.operation.path_name.format(name=name)
    # ok: server-side-request-forgery
    return jsonify(requests.get(urljoin(base, endpoint), timeout=5).json())


@app.get("/workflows/<name>/logs")
def logs(name):
    base = current_app.config["WORKFLOWS_URL"]
    # ok: server-side-request-forgery
    return jsonify(requests.get(urljoin(base, workflows.spec.logs.format(name=name)), timeout=5).json())


@app.post("/hooks")
def hook():
    # ruleid: server-side-request-forgery
    requests.post(HOOK.format(request.json["host"]), timeout=5)
    return "", 204


@app.post("/previews")
def preview():
    base = current_app.config["WORKFLOWS_URL"]
    # ruleid: server-side-request-forgery
    return requests.get(urljoin(base, request.json["path"].format(name="x")), timeout=5).text


@app.post("/pages")
def page():
    # ruleid: server-side-request-forgery
    return requests.get(urljoin("https://example.com/", request.args["page"]), timeout=5).text
