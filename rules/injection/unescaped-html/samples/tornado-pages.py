from tornado.escape import xhtml_escape
from tornado.web import RequestHandler


class Hello(RequestHandler):
    def get(self):
        name = self.get_argument("name")
        # ruleid: unescaped-html
        self.write("<h1>Hello " + name + "</h1>")

    def post(self):
        # ok: unescaped-html
        self.write("<h1>" + xhtml_escape(self.get_argument("name")) + "</h1>")
        # ok: unescaped-html
        self.write({"name": self.get_argument("name")})
