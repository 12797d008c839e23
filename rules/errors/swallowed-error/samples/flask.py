import os
from flask import Blueprint, jsonify, request

from .db import db
from .mail import send_mail
from .models import User

bp = Blueprint("users", __name__)


@bp.route("/users", methods=["POST"])
def create_user():
    # ruleid: mass-assignment
    user = User(**request.get_json())
    try:
        db.session.add(user)
        db.session.commit()
    # ruleid: swallowed-error
    except Exception as e: pass
    return jsonify(id=user.id)


@bp.route("/users/<int:user_id>/invite", methods=["POST"])
def invite(user_id):
    try: send_mail(User.query.get(user_id).email)
    # ruleid: swallowed-error
    except: pass
    try:
        age = int(request.args["age"])
    # ok: swallowed-error
    except (KeyError, ValueError):
        age = None
    try:
        os.unlink("/tmp/invite")
    # ok: swallowed-error
    except Exception:
        pass
    try:
        os.remove("/tmp/invite")
    # ok: swallowed-error
    except FileNotFoundError:
        pass
    return "", 204


class Importer:
    def run(self, rows):
        for row in rows:
            try:
                self.insert(row)
            # ruleid: swallowed-error
            except Exception:
                # ignore
                continue

    def insert(self, row):
        try:
            db.session.execute(row)
        # ok: swallowed-error
        except Exception:
            db.session.rollback()
            raise

    def __del__(self):
        try:
            self.connection.send(b"bye")
        # ok: swallowed-error
        except Exception:
            pass

    def find(self, name):
        try:
            return db.session.query(User).filter_by(name=name).one()
        # ruleid: swallowed-error
        except Exception:
            return None


tracing = False
try:
    tracer = Tracer(app.config["TRACE_URL"])
    app.before_request(tracer.start)
    tracing = True
# ok: swallowed-error
except Exception:
    pass


def checked(order):
    stored = False
    try:
        db.session.add(order)
        db.session.commit()
    # ruleid: swallowed-error
    except Exception:
        pass
    return order


def address():
    try:
        return requests.get("https://one.example/ip", timeout=5).text
    # ok: swallowed-error
    except requests.RequestException:
        pass
    try:
        return requests.get("https://two.example/ip", timeout=5).text
    # ruleid: swallowed-error
    except requests.RequestException:
        pass
    return "127.0.0.1"


def session_of(cookie):
    try:
        return decrypt_session(cookie)
    # ok: swallowed-error
    except Exception:
        return None
