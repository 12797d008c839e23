from flask import Flask, current_app, request

app = Flask(__name__)


@app.route("/notes", methods=["POST"])
def add_note():
    # ruleid: print-logging
    print(request.json)
    # ok: print-logging
    current_app.logger.info("note added")
    return {}, 201


@app.cli.command("count")
def count_notes():
    # ok: print-logging
    print(3)
