import ldap
import ldap.filter
from flask import Flask, abort, jsonify, request
from ldap.dn import escape_dn_chars

app = Flask(__name__)
BASE = "ou=people,dc=example,dc=org"


@app.route("/people")
def people():
    name = request.args["name"]
    conn = ldap.initialize("ldaps://directory.example.org")
    # ruleid: ldap-injection
    found = conn.search_s(BASE, ldap.SCOPE_SUBTREE, "(&(objectClass=person)(cn=" + name + "))")
    # ok: ldap-injection
    safe = conn.search_s(BASE, ldap.SCOPE_SUBTREE, "(cn=%s)" % ldap.filter.escape_filter_chars(name))
    # ok: ldap-injection
    formatted = conn.search_s(BASE, ldap.SCOPE_SUBTREE, ldap.filter.filter_format("(cn=%s)", [name]))
    return jsonify(found=found, safe=safe, formatted=formatted)


@app.route("/people/<uid>")
def person(uid):
    conn = ldap.initialize("ldaps://directory.example.org")
    # ruleid: ldap-injection
    entry = conn.search_s(f"uid={uid},{BASE}", ldap.SCOPE_BASE)
    # ok: ldap-injection
    same = conn.search_s(f"uid={escape_dn_chars(uid)},{BASE}", ldap.SCOPE_BASE)
    query = f"(uid={uid})"
    # ruleid: ldap-injection
    other = conn.search_ext_s(BASE, ldap.SCOPE_SUBTREE, filterstr=query)
    return jsonify(entry=entry, same=same, other=other)


@app.route("/login", methods=["POST"])
def login():
    user = request.form["user"]
    if not user.isalnum():
        abort(400)
    conn = ldap.initialize("ldaps://directory.example.org")
    # ok: ldap-injection
    conn.simple_bind_s(f"uid={escape_dn_chars(user)},{BASE}", request.form["password"])
    # ok: ldap-injection
    return jsonify(conn.search_s(BASE, ldap.SCOPE_SUBTREE, "(objectClass=group)"))
