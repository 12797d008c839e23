from wsgiref.simple_server import make_server

import bottle
from werkzeug import run_simple
from werkzeug.debug import DebuggedApplication


def application(environ, start_response):
    start_response("200 OK", [("content-type", "text/plain")])
    return [b"hello"]


# ruleid: debug-enabled
debugged = DebuggedApplication(application, True)
# ok: debug-enabled
console_off = DebuggedApplication(application, evalex=False)


def main():
    # ruleid: debug-enabled
    run_simple("0.0.0.0", 8000, application, use_debugger=True)
    # ok: debug-enabled
    run_simple("0.0.0.0", 8000, application, use_reloader=True)
    # ruleid: debug-enabled
    bottle.run(host="0.0.0.0", port=8080, debug=True)
    # ok: debug-enabled
    make_server("", 8000, application).serve_forever()
