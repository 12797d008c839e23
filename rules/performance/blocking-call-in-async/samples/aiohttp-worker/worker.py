import asyncio
import sqlite3
from smtplib import SMTP
from urllib.request import urlopen

from aiohttp import ClientSession, web

routes = web.RouteTableDef()


def orders_of(user):
    connection = sqlite3.connect("orders.db", timeout=5)
    return connection.execute("SELECT id FROM orders WHERE user_id = ?", (user,)).fetchall()


def send(text):
    with SMTP("mail", timeout=5) as server:
        server.sendmail("a@example.com", "b@example.com", text)


@routes.get("/orders/{user}")
async def orders(request):
    # ruleid: blocking-call-in-async
    found = orders_of(request.match_info["user"])
    return web.json_response(found)


@routes.get("/orders/{user}/threaded")
async def threaded(request):
    # ok: blocking-call-in-async
    found = await asyncio.to_thread(orders_of, request.match_info["user"])
    return web.json_response(found)


@routes.post("/mail")
async def mail(request):
    text = await request.text()
    # ruleid: blocking-call-in-async
    send(text)
    return web.Response()


async def poll(queue):
    while True:
        item = await queue.get()
        # ruleid: blocking-call-in-async
        page = urlopen(item.url, timeout=5)
        # ok: blocking-call-in-async
        async with ClientSession() as session, session.get(item.url) as answer:
            item.done(page.read(), await answer.text())


class Mailer:
    async def deliver(self, text):
        # ruleid: blocking-call-in-async
        self._send(text)

    async def deliver_later(self, text):
        # ok: blocking-call-in-async
        await asyncio.get_running_loop().run_in_executor(None, self._send, text)

    def _send(self, text):
        send(text)


app = web.Application()
app.add_routes(routes)
