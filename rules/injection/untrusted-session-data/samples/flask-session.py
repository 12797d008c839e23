from flask import Flask, abort, request, session
from werkzeug.security import check_password_hash

from shop.models import User

app = Flask(__name__)
PREFERENCES = {"theme", "language"}


@app.route("/become", methods=["POST"])
def become():
    # ruleid: untrusted-session-data
    session["user_id"] = request.form["user_id"]
    # ruleid: untrusted-session-data
    session["role"] = request.json.get("role", "user")
    admin = request.form.get("admin") == "1"
    # ruleid: untrusted-session-data
    session["is_admin"] = request.cookies.get("admin")
    # ok: untrusted-session-data
    session["theme"] = request.form["theme"]
    return str(admin)


@app.route("/preferences/<name>", methods=["PUT"])
def preference(name):
    # ruleid: untrusted-session-data
    session[name] = request.json["value"]
    return "", 204


@app.route("/known/<name>", methods=["PUT"])
def known(name):
    if name not in PREFERENCES:
        abort(404)
    # ok: untrusted-session-data
    session[name] = request.json["value"]
    return "", 204


@app.route("/sign-in", methods=["POST"])
def sign_in():
    email = request.form["email"]
    user = User.query.filter_by(email=email).first()
    if user is None or not check_password_hash(user.password, request.form["password"]):
        abort(401)
    # ok: untrusted-session-data
    session["user_id"] = user.id
    # ok: untrusted-session-data
    session["email"] = email
    return "", 204
