import html
from http.server import BaseHTTPRequestHandler


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        # ruleid: unescaped-html
        self.wfile.write(f"<p>No {self.path}</p>".encode())
        # ok: unescaped-html
        self.wfile.write(f"<p>No {html.escape(self.path)}</p>".encode())
