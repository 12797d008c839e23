from tornado.web import RequestHandler


class Login(RequestHandler):
    def post(self):
        # ruleid: open-redirect
        self.redirect(self.get_argument("next", "/"))

    def get(self):
        # ruleid: open-redirect
        self.set_header("Location", self.get_query_argument("to"))
        # ok: open-redirect
        self.redirect(self.reverse_url("home"))
        # ok: open-redirect
        self.redirect("/users/%s" % self.get_argument("name"))
