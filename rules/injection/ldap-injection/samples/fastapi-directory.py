import ldap3
from fastapi import FastAPI
from ldap3.utils.conv import escape_filter_chars

app = FastAPI()


def directory():
    return ldap3.Connection("ldaps://directory.example.org", auto_bind=True)


@app.get("/groups/{name}/members")
def members(name: str):
    conn = directory()
    # ruleid: ldap-injection
    conn.search("ou=groups,dc=example,dc=org", f"(&(objectClass=group)(cn={name}))", attributes=["member"])
    return {"members": conn.entries}


@app.get("/groups/{name}")
def group(name: str, gid: int):
    conn = directory()
    # ok: ldap-injection
    conn.search("ou=groups,dc=example,dc=org", f"(cn={escape_filter_chars(name)})")
    # ok: ldap-injection
    conn.search("ou=groups,dc=example,dc=org", f"(gidNumber={gid})")
    return {"group": conn.entries}
