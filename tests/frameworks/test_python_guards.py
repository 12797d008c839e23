"""Python's guards that let people pass whom nobody knows: hooks of a whole application, decorators, middleware."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.model.guards import authentication_of, checks_itself
from frameworks.programs import backend_of

HEAD = """
from flask import Flask, Blueprint, abort, g, redirect, request, session, url_for

app = Flask(__name__)
PUBLIC = ("index", "views.about")


def authed():
    return bool(session.get("id", False))


def get_current_user():
    if authed():
        return User.query.get(session["id"])
    return None


def importing():
    return cache.get("status") == "running"

"""
ROUTES = """

@app.route("/")
def index():
    return "hello"


@app.route("/orders")
def orders():
    return "orders"
"""

PASSED = {
    "banned callers": """
@app.before_request
def banned():
    if authed():
        user = get_current_user()
        if user and user.banned:
            return "banned", 403
""",
    "known callers, at once": """
@app.before_request
def banned():
    user = get_current_user()
    if user is not None and user.is_banned:
        abort(403)
""",
    "wrong tokens": """
@app.before_request
def tokens():
    token = request.headers.get("Authorization")
    if token and request.is_json:
        try:
            g.user = lookup(token)
        except UserNotFound:
            abort(401)
""",
    "wrong tokens, early return": """
@app.before_request
def tokens():
    if "Authorization" not in request.headers:
        return
    if not is_valid(request.headers["Authorization"]):
        abort(401)
""",
    "a state of the program": """
@app.before_request
def user_import():
    if importing():
        if request.endpoint == "admin.users":
            return None
        return "user import in progress", 403
""",
    "a walrus": """
@app.before_request
def check_user():
    if (user := get_current_user()) and not user.active:
        abort(403)
""",
    "a user that an earlier hook sets": """
@app.before_request
def check_user():
    if getattr(g, "user", None) is None:
        return
    if g.user.banned:
        raise Forbidden()
""",
}
KEPT = {
    "everybody, unless the environment says otherwise": """
def bool_env(name, default=False):
    value = os.getenv(name, default)
    if value in ("False", "false", "0"):
        return False
    return bool(value)

USE_AUTH = bool_env("USE_AUTH", True)

@app.before_request
def require_auth():
    if not USE_AUTH:
        return None
    if not authed():
        return abort(401)
""",
    "everybody": """
@app.before_request
def check_user():
    if not authed():
        abort(401)
""",
    "the first of two ways": """
@app.before_request
def check_user():
    if authed():
        return
    return redirect(url_for("auth.login"))
""",
    "in a helper": """
def demand(user):
    if user is None:
        raise Unauthorized()

@app.before_request
def check_user():
    demand(get_current_user())
""",
    "wrong and missing tokens": """
@app.before_request
def check_token():
    token = request.headers.get("Authorization", "")
    if not token.startswith("Bearer "):
        abort(401)
""",
    "a user of which nothing is known": """
@app.before_request
def check_user():
    user = sessions.load(request)
    if not user:
        abort(401)
""",
    "in an except clause": """
@app.before_request
def check_user():
    try:
        g.user = decode(request.headers["Authorization"])
    except (KeyError, DecodeError):
        abort(401)
""",
    "a library's check": """
@app.before_request
def check_user():
    if authed() and session["stale"]:
        abort(401)
    verify_jwt_in_request()
""",
}
LISTED = {
    "endpoints": """
@app.before_request
def check_user():
    if request.endpoint in PUBLIC:
        return
    if not authed():
        abort(401)
""",
    "an endpoint, negated": """
@app.before_request
def check_user():
    if request.endpoint != "index" and not authed():
        abort(401)
""",
    "paths": """
@app.before_request
def check_user():
    if not authed() and request.path not in ["/", "/about"]:
        return redirect("/login")
""",
    "a prefix": """
def protected(path):
    return path.startswith(("/orders", "/admin"))

@app.before_request
def check_user():
    if protected(request.path) and not authed():
        abort(401)
""",
}


def guarded(folder: Path, code: str) -> dict[str, bool]:
    found = backend_of(folder, {"app.py": HEAD + code + ROUTES}).routes
    return {route.path: bool(authentication_of(route)) for route in found}


@pytest.mark.parametrize("code", PASSED.values(), ids=PASSED)
def test_a_hook_that_turns_away_only_those_it_knows_guards_nothing(tmp_path: Path, code: str) -> None:
    assert guarded(tmp_path, code) == {"/": False, "/orders": False}


@pytest.mark.parametrize("code", KEPT.values(), ids=KEPT)
def test_a_hook_that_turns_away_strangers_guards_everything(tmp_path: Path, code: str) -> None:
    assert guarded(tmp_path, code) == {"/": True, "/orders": True}


@pytest.mark.parametrize("code", LISTED.values(), ids=LISTED)
def test_a_hook_guards_the_routes_that_its_conditions_leave(tmp_path: Path, code: str) -> None:
    assert guarded(tmp_path, code) == {"/": False, "/orders": True}


def test_a_method_that_is_safe_passes(tmp_path: Path) -> None:
    code = """
@app.before_request
def check_user():
    if request.method in ("GET", "HEAD"):
        return
    if not authed():
        abort(401)

@app.post("/orders")
def create():
    return "made"
"""
    found = backend_of(tmp_path, {"app.py": HEAD + code + ROUTES}).routes
    said = {(route.methods[0], route.path): bool(authentication_of(route)) for route in found}
    assert said == {("POST", "/orders"): True, ("GET", "/"): False, ("GET", "/orders"): False}


def test_a_decorator_that_looks_who_is_there_guards_nothing(tmp_path: Path) -> None:
    code = """
from functools import wraps

def with_user(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        user = get_current_user()
        if user and user.locked:
            abort(403)
        return function(*args, user=user, **kwargs)
    return wrapper

def user_required(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        user = get_current_user()
        if not user or user.locked:
            abort(403)
        return function(*args, user=user, **kwargs)
    return wrapper

@app.get("/open")
@with_user
def look(user):
    return "open"

@app.get("/closed")
@user_required
def change(user):
    return "closed"
"""
    assert guarded(tmp_path, code) == {"/open": False, "/closed": True, "/": False, "/orders": False}


ASKING = """
from flask import Flask, make_response, request

app = Flask(__name__)


def check_auth_token(req):
    auth = req.headers.get("Authorization", "").split()
    if not auth:
        return False, "Token invalid."
    return True, None


def is_allowed(req):
    return req.headers.get("Authorization") == "x"


def is_busy(req):
    return req.headers.get("Content-Length") == "0"


@app.route("/tasks")
def tasks():
    from app.utils import parse
    is_valid, error = check_auth_token(request)
    if not is_valid:
        return make_response((error, 403))
    return "tasks"


@app.route("/orders")
def orders():
    if not is_allowed(request):
        return "", 401
    return "orders"


@app.route("/greeting")
def greeting():
    known, _ = check_auth_token(request)
    if known:
        return "hello again"
    return "hello"


@app.route("/members")
def members():
    if is_allowed(request):
        return "members"
    else:
        abort(403)


@app.route("/banned")
def banned():
    if is_allowed(request):
        return "", 403
    return "all others"


@app.route("/drafts")
def drafts():
    if is_allowed(request):
        if request.args.get("other"):
            return "", 403
    return "drafts"


@app.route("/queue")
def queue():
    if is_busy(request):
        return "", 403
    return "queue"
"""


def test_handlers_that_turn_away_whom_a_function_does_not_know(tmp_path: Path) -> None:
    routes = backend_of(tmp_path, {"app.py": ASKING}).routes
    assert {found.path for found in routes if checks_itself(found)} == {"/tasks", "/orders", "/members"}
