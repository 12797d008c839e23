import os

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.debug import DebuggedApplication
from werkzeug.serving import run_simple

DEBUG_ON = True
OPTIONS = {"host": "0.0.0.0", "debug": True}


def create_app() -> Flask:
    app = Flask(__name__)
    # ruleid: debug-enabled
    app.debug = True
    # ruleid: debug-enabled
    app.config["DEBUG"] = True
    # ruleid: debug-enabled
    app.config.update(DEBUG=True, JSON_SORT_KEYS=False)
    # ruleid: debug-enabled
    app.config.update({"DEBUG": True})
    # ruleid: debug-enabled
    app.config["ENV"] = "development"
    # ok: debug-enabled
    app.config["DEBUG"] = os.environ.get("FLASK_DEBUG") == "1"
    # ok: debug-enabled
    app.debug = False
    if os.environ.get("FLASK_ENV") == "development":
        # ok: debug-enabled
        app.debug = True
        # ok: debug-enabled
        app.wsgi_app = DebuggedApplication(app.wsgi_app, evalex=True)
    return app


def serve():
    # ruleid: debug-enabled
    create_app().run(host="0.0.0.0", port=5000, debug=True)


def serve_with(app):
    # ruleid: debug-enabled
    app.run(debug=DEBUG_ON)
    # ruleid: debug-enabled
    app.run(**OPTIONS)
    # ok: debug-enabled
    app.run(debug=os.getenv("FLASK_DEBUG", "0") == "1")
    # ok: debug-enabled
    app.run(host="0.0.0.0")
    # ruleid: debug-enabled
    run_simple("0.0.0.0", 5000, app, use_debugger=True, use_reloader=True)
    # ruleid: debug-enabled
    wrapped = DebuggedApplication(app, evalex=True)
    return wrapped


def environment():
    # ruleid: debug-enabled
    os.environ["FLASK_DEBUG"] = "1"
    # ruleid: debug-enabled
    os.environ["FLASK_ENV"] = "development"
    # ok: debug-enabled
    os.environ["FLASK_DEBUG"] = "0"


class Config:
    # ruleid: debug-enabled
    DEBUG = True
    TESTING = False


class ProductionConfig(Config):
    # ruleid: debug-enabled
    DEBUG = True


class DevelopmentConfig(Config):
    # ok: debug-enabled
    DEBUG = True


class TestingConfig(Config):
    # ok: debug-enabled
    DEBUG = True


class Widget:
    # ok: debug-enabled
    DEBUG = True


if __name__ == "__main__":
    application = create_app()
    socketio = SocketIO(application)
    # ruleid: debug-enabled
    socketio.run(application, debug=True)
    # ruleid: debug-enabled
    application.run(debug=True)
