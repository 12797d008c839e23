import sqlite3
import traceback

import requests
from flask import Blueprint, Flask, Response, abort, current_app, jsonify, make_response, request
from flask_restful import Resource
from marshmallow import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from .models import User, db

app = Flask(__name__)
bp = Blueprint("users", __name__)


@bp.route("/users", methods=["POST"])
def create():
    try:
        # ruleid: mass-assignment
        db.session.add(User(**request.get_json()))
        db.session.commit()
    except ValidationError as err:
        # ok: leaked-error-detail
        return jsonify(err.messages), 422
    except SQLAlchemyError as err:
        db.session.rollback()
        # ruleid: leaked-error-detail
        return jsonify({"error": str(err)}), 500
    return "", 201


@bp.get("/users/<int:user_id>")
def read(user_id):
    try:
        return jsonify(User.query.get(user_id).as_dict())
    except Exception as e:
        # ruleid: leaked-error-detail
        return str(e), 500


@bp.get("/users/<int:user_id>/avatar")
def avatar(user_id):
    try:
        return Response(requests.get("https://img.example.com", timeout=3).content)
    except requests.RequestException as e:
        # ruleid: leaked-error-detail
        abort(502, description=f"upstream: {e}")


@bp.delete("/users/<int:user_id>")
def remove(user_id):
    try:
        User.query.filter_by(id=user_id).delete()
    except sqlite3.Error as e:
        # ruleid: leaked-error-detail
        return make_response(jsonify(error="failed", reason=str(e)), 500)
    except Exception:
        tb = traceback.format_exc()
        current_app.logger.error(tb)
        # ruleid: leaked-error-detail
        return "<pre>" + tb + "</pre>", 500
    return "", 204


@bp.put("/users/<int:user_id>")
def update(user_id):
    try:
        # ruleid: mass-assignment
        User.query.filter_by(id=user_id).update(request.get_json())
    except Exception as e:
        current_app.logger.exception("update failed: %s", e)
        # ok: leaked-error-detail
        return jsonify(error="internal error"), 500
    return "", 204


@app.errorhandler(Exception)
def unexpected(e):
    # ruleid: leaked-error-detail
    return jsonify(error=str(e)), 500


@app.errorhandler(404)
def missing(e):
    # ok: leaked-error-detail
    return jsonify(error=str(e)), 404


class Users(Resource):
    def get(self, user_id):
        try:
            return User.query.get(user_id).as_dict()
        except Exception as e:
            # ruleid: leaked-error-detail
            return {"message": "error: %s" % e}, 500

    def post(self):
        try:
            return User(**request.get_json()).as_dict()
        except KeyError as missing_key:
            # ok: leaked-error-detail
            return {"message": "missing field"}, 400


def load(name):
    try:
        return db.session.get(User, name)
    except Exception as e:
        # ok: leaked-error-detail
        raise RuntimeError(f"user {name}: {e}") from e
