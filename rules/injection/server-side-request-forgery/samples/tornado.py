from tornado.httpclient import AsyncHTTPClient
from tornado.web import RequestHandler


class Fetch(RequestHandler):
    async def get(self):
        client = AsyncHTTPClient()
        # ruleid: server-side-request-forgery
        answer = await client.fetch(self.get_argument("url"))
        # ok: server-side-request-forgery
        await client.fetch("https://example.com/?q=" + self.get_argument("q"))
        self.write(answer.body)
