import hashlib

from flask import Flask, request
from flask_bcrypt import Bcrypt
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__)
bcrypt = Bcrypt(app)
# ruleid: weak-password-hash
app.config["BCRYPT_LOG_ROUNDS"] = 4


@app.post("/register")
def register():
    password = request.form["password"]
    # ruleid: weak-password-hash
    a = generate_password_hash(password, method="sha256")
    # ruleid: weak-password-hash
    b = generate_password_hash(password, method="pbkdf2:sha256:1000")
    # ok: weak-password-hash
    c = generate_password_hash(password)
    # ok: weak-password-hash
    d = generate_password_hash(password, method="pbkdf2:sha256:600000")
    # ruleid: weak-password-hash
    e = bcrypt.generate_password_hash(password, 5)
    # ok: weak-password-hash
    f = bcrypt.generate_password_hash(password)
    # ruleid: weak-password-hash
    g = hashlib.md5(request.form["password"].encode()).hexdigest()
    # ok: weak-password-hash
    return str(check_password_hash(c, password)) + str([a, b, d, e, f, g])


@app.get("/avatar")
def avatar():
    # ok: weak-password-hash
    return hashlib.sha256(request.args["email"].encode()).hexdigest()
