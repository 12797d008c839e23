from argon2 import PasswordHasher
from flask import Flask, request
from sqlalchemy import select

from shop.models import MailServer, User, db

app = Flask(__name__)
hasher = PasswordHasher()


@app.post("/register")
def register():
    data = request.get_json()
    # ruleid: plaintext-password
    user = User(email=data["email"], password=data["password"])
    password = request.form["password"]
    # ruleid: plaintext-password
    user.password = password
    # ok: plaintext-password
    user.password = hasher.hash(password)
    # ok: plaintext-password
    other = User(email=data["email"], password=hasher.hash(data["password"]))
    hashed = hasher.hash(password)
    # ok: plaintext-password
    third = User(email=data["email"], password=hashed)
    # a server's password has to be readable
    # ok: plaintext-password
    server = MailServer(host=data["host"], password=data["password"])
    db.session.add_all([user, other, third, server])
    db.session.commit()
    return "", 201


@app.post("/login")
def login():
    email, password = request.form["email"], request.form.get("password")
    # ruleid: plaintext-password
    user = User.query.filter_by(email=email, password=password).first()
    # ok: plaintext-password
    user = user or User.query.filter_by(email=email).first()
    # ruleid: plaintext-password
    # ruleid: timing-unsafe-comparison
    if user.password == password:
        return "", 204
    # ruleid: plaintext-password
    found = db.session.execute(select(User).where(User.email == email, User.password == password)).first()
    # ok: plaintext-password
    if hasher.verify(user.password_hash, password):
        return "", 204
    return str(found), 401


@app.post("/password")
def change():
    form = request.form
    # ok: plaintext-password
    if form["password"] != form["confirm_password"]:
        return "", 422
    # ok: plaintext-password
    if form["password"] != request.form["password2"]:
        return "", 422
    return "", 204


@app.post("/sql")
def by_sql():
    name, password = request.json["name"], request.json["password"]
    # ruleid: plaintext-password
    row = db.engine.execute("SELECT id FROM users WHERE name = %s AND password = %s", (name, password)).fetchone()
    # ruleid: plaintext-password
    db.engine.execute("INSERT INTO users (name, password) VALUES (%s, %s)", (name, password))
    digest = hasher.hash(password)
    # ok: plaintext-password
    db.engine.execute("INSERT INTO users (name, password) VALUES (%s, %s)", (name, digest))
    # ok: plaintext-password
    db.engine.execute("INSERT INTO mail_servers (name, password) VALUES (%s, %s)", (name, password))
    return {"id": row}
