import os
import subprocess

import tornado.ioloop
import tornado.web


class PingHandler(tornado.web.RequestHandler):
    def get(self):
        address = self.get_argument("address")
        # ruleid: command-injection
        self.write(os.popen("ping -c 1 " + address).read())
        # ok: command-injection
        self.write(subprocess.check_output(["ping", "-c", "1", address]))

    async def post(self):
        body = tornado.escape.json_decode(self.request.body)
        # ruleid: command-injection
        subprocess.run("echo " + body["text"], shell=True)
        # ok: command-injection
        subprocess.run("uptime", shell=True)
