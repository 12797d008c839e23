from aiohttp import ClientSession, web


async def proxy(request: web.Request) -> web.Response:
    target = request.query["target"]
    async with ClientSession() as session:
        # ruleid: server-side-request-forgery
        async with session.request("GET", target) as answer:
            return web.Response(body=await answer.read())


class Gateway:
    def __init__(self):
        self.session = ClientSession()

    async def forward(self, request):
        # ruleid: server-side-request-forgery
        await self.session.post(request.match_info["url"], json={})
        # ok: server-side-request-forgery
        await self.session.get("https://inner.example.com/" + request.match_info["id"])
