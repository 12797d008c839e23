from flask import Flask, make_response

app = Flask(__name__)
app.config["SESSION_COOKIE_SECURE"] = True
app.config.update(SESSION_COOKIE_HTTPONLY=True)


@app.post("/login")
def login(token):
    response = make_response("ok")
    response.set_cookie("session", token, httponly=True, secure=True, samesite="Lax")
    response.set_cookie(
        "auth_token",
        token,
        httponly=True,  # no script needs it
        secure=True,
        samesite="Lax",
    )
    response.headers["Set-Cookie"] = f"refresh_token={token}; Path=/; HttpOnly; Secure; SameSite=Lax"
    return response
