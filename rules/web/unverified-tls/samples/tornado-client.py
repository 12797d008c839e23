from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.web import RequestHandler


class Relay(RequestHandler):
    async def get(self):
        client = AsyncHTTPClient()
        # ruleid: unverified-tls
        reply = await client.fetch("https://backend.example.com/", validate_cert=False)
        # ruleid: unverified-tls
        wanted = HTTPRequest("https://backend.example.com/", validate_cert=False)
        # ok: unverified-tls
        checked = await client.fetch("https://backend.example.com/", ca_certs="/etc/ssl/ca.pem")
        # ok: unverified-tls
        plain = HTTPRequest("https://backend.example.com/", validate_cert=True)
        self.write(reply.body + checked.body)
        return wanted, plain
