from accounts.commands import Accounts, RenameAccount
from accounts.ledger import Ledger
from flask import Flask, request

app = Flask(__name__)


@app.post("/accounts")
def find():
    return Accounts("eu").found(request.json["name"])


@app.post("/accounts/renamed")
def rename():
    # ok: sql-injection
    return RenameAccount("eu").execute(request.json["name"])


@app.post("/ledger")
def ledger():
    return Ledger("eu").lines(request.json["order"])


@app.post("/moved")
def move():
    move_account = Accounts("eu").moving
    # ok: sql-injection
    return move_account.execute(request.json["to"])


@app.post("/raw")
def raw():
    # ruleid: sql-injection
    # pedantic: select-star
    return Ledger("eu").opened().execute("SELECT * FROM lines WHERE name = '" + request.json["name"] + "'").fetchall()
