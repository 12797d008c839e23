import json
import logging

from flask import Flask, current_app, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/sign-in", methods=["POST"])
def sign_in():
    user = request.form["user"]
    # ruleid: log-injection
    logger.info("sign-in of %s", user)
    # ruleid: log-injection
    logging.warning(f"sign-in of {user} failed")
    # ruleid: log-injection
    current_app.logger.error("sign-in of " + user)
    # ruleid: log-injection
    app.logger.info("next: {}".format(request.args.get("next")))
    # ok: log-injection
    app.logger.info("agent: {}".format(request.headers.get("User-Agent")))
    return "", 204


@app.route("/sign-in/quoted", methods=["POST"])
def sign_in_quoted():
    user = request.form["user"]
    # ok: log-injection
    logger.info("sign-in of %r", user)
    # ok: log-injection
    logger.info(f"sign-in of {user!r}")
    # ok: log-injection
    logger.info("sign-in of %s", user.replace("\n", " "))
    # ok: log-injection
    logger.info("sign-in", extra={"user": user})
    # ok: log-injection
    logger.info("body: %s", json.dumps(request.args))
    # ok: log-injection
    logger.info("attempt %d", int(request.form["attempt"]))
    # ok: log-injection
    logger.info("signed in")
    return "", 204
