import ldap
from flask import Flask, request
from ldap.dn import escape_dn_chars
from ldap3 import Connection

app = Flask(__name__)


@app.post("/bind")
def bind():
    directory = ldap.initialize("ldaps://directory.internal")
    name = "uid=%s,ou=people,dc=shop" % request.form["user"]
    # ruleid: ldap-injection
    directory.simple_bind_s(name, request.form["password"])
    return ""


@app.post("/bind-escaped")
def bind_escaped():
    directory = ldap.initialize("ldaps://directory.internal")
    name = "uid=%s,ou=people,dc=shop" % escape_dn_chars(request.form["user"])
    # ok: ldap-injection
    directory.simple_bind_s(name, request.form["password"])
    return ""


@app.get("/people")
def people():
    directory = ldap.initialize("ldaps://directory.internal")
    # ruleid: ldap-injection
    return str(directory.search("dc=shop", ldap.SCOPE_SUBTREE, "(uid=" + request.args["user"] + ")"))


@app.get("/me")
def me():
    # ruleid: ldap-injection
    known = Connection("directory.internal", user="uid=" + request.args["user"] + ",dc=shop")
    return str(known.bind())
