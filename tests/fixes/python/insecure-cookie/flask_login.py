from flask import Flask, make_response

app = Flask(__name__)
app.config["SESSION_COOKIE_SECURE"] = False
app.config.update(SESSION_COOKIE_HTTPONLY=False)


@app.post("/login")
def login(token):
    response = make_response("ok")
    response.set_cookie("session", token)
    response.set_cookie(
        "auth_token",
        token,
        httponly=True,  # no script needs it
    )
    response.headers["Set-Cookie"] = f"refresh_token={token}; Path=/"
    return response
