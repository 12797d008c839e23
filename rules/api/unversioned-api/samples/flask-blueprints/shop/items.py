from flask import Blueprint, jsonify

bp = Blueprint("items", __name__)


@bp.get("/")
def items():
    return jsonify([])


@bp.post("/")
def create():
    return jsonify({}), 201


@bp.route("/<int:item_id>", methods=["GET", "PUT"])
def item(item_id):
    return jsonify({})


@bp.delete("/<int:item_id>")
def remove(item_id):
    return "", 204


@bp.get("/<int:item_id>/prices")
def prices(item_id):
    return jsonify([])
