import os
import sys

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.before_request
def check_license():
    if not os.path.exists("/etc/license"):
        # ruleid: process-exit-in-handler
        os._exit(1)


@app.route("/entries", methods=["POST"])
def add_entry():
    entry = request.get_json()
    if entry["amount"] < 0:
        # ok: process-exit-in-handler
        abort(400)
    try:
        run_report(entry)
    except SystemExit:
        return jsonify(error="the report failed"), 500
    # ruleid: process-exit-in-handler
    return exit(0) if entry.get("last") else jsonify(entry)


def run_report(entry):
    try:
        # ok: process-exit-in-handler
        sys.exit(entry["code"])
    except SystemExit as ended:
        return ended.code


@app.cli.command("import")
def import_entries():
    # ok: process-exit-in-handler
    sys.exit(0)
