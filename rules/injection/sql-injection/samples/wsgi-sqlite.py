import sqlite3
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlparse


def application(environ, start_response):
    params = parse_qs(environ["QUERY_STRING"])
    conn = sqlite3.connect("app.db")
    name = params["name"][0]
    # ruleid: sql-injection
    rows = conn.execute("SELECT id FROM users WHERE name = '%s'" % name).fetchall()
    # ok: sql-injection
    rows = conn.execute("SELECT id FROM users WHERE name = ?", (name,)).fetchall()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(rows).encode()]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        cursor = sqlite3.connect("app.db").cursor()
        # ruleid: sql-injection
        cursor.execute("SELECT id, username FROM users WHERE id=" + query["id"][0])
        # ok: sql-injection
        cursor.execute("SELECT id, username FROM users WHERE id=?", (query["id"][0],))
        self.wfile.write(repr(cursor.fetchall()).encode())
