from flask import Flask, redirect, request, session

# ruleid: csrf-disabled
app = Flask(__name__)


@app.post("/login")
def login():
    session["user"] = request.form["name"]
    return redirect("/")


@app.post("/transfer")
def transfer():
    return {"from": session["user"], "to": request.form["to"]}
