from flask import Flask, jsonify

app = Flask(__name__)


@app.get("/invites/<uuid:invite_id>")
def invite(invite_id):
    return jsonify(id=str(invite_id))


# ok: shadowed-route
@app.get("/invites/<token>")
def invite_by_token(token):
    return jsonify(token=token)


@app.get("/books/<int:book_id>")
def book(book_id):
    return jsonify(id=book_id)


# ruleid: shadowed-route
@app.get("/books/<int:number>")
def book_by_number(number):
    return jsonify(number=number)
