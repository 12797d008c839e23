from functools import wraps

from flask import Flask, abort, request
from flask_jwt_extended import get_jwt_identity, jwt_required, verify_jwt_in_request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Task(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer)
    title = db.Column(db.String)


@app.get("/tasks")
@jwt_required()
def tasks():
    found = Task.query.filter_by(user_id=get_jwt_identity()).limit(50).all()
    return {"tasks": [task.title for task in found]}


# ruleid: missing-ownership-check
@app.delete("/tasks/<int:task_id>")
@jwt_required()
def remove(task_id):
    task = Task.query.get_or_404(task_id)
    db.session.delete(task)
    db.session.commit()
    return "", 204


# ok: missing-ownership-check
@app.put("/tasks/<int:task_id>")
@jwt_required()
def rename(task_id):
    user_id = get_jwt_identity()
    task = Task.query.filter_by(id=task_id, user_id=user_id).first_or_404()
    task.title = request.json["title"]
    db.session.commit()
    return {"id": task.id}


# ok: missing-ownership-check
@app.post("/tasks/<int:task_id>/done")
@jwt_required()
def done(task_id):
    task = Task.query.get_or_404(task_id)
    if str(task.user_id) != str(get_jwt_identity()):
        abort(404)
    db.session.delete(task)
    db.session.commit()
    return "", 204


def token_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        verify_jwt_in_request()
        kwargs["caller"] = get_jwt_identity()
        return view(*args, **kwargs)

    return inner


def own_task(view):
    @wraps(view)
    def inner(*args, **kwargs):
        verify_jwt_in_request()
        task = Task.query.get_or_404(kwargs["task_id"])
        if task.user_id != get_jwt_identity():
            abort(404)
        return view(*args, **kwargs)

    return inner


# ruleid: missing-ownership-check
@app.delete("/done/<int:task_id>")
@token_required
def forget(task_id, caller):
    task = Task.query.get_or_404(task_id)
    db.session.delete(task)
    db.session.commit()
    return "", 204


# ok: missing-ownership-check
@app.delete("/own/<int:task_id>")
@own_task
def drop(task_id):
    task = Task.query.get_or_404(task_id)
    db.session.delete(task)
    db.session.commit()
    return "", 204
