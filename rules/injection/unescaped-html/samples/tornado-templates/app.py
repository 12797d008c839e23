import tornado.web


class SearchHandler(tornado.web.RequestHandler):
    def get(self):
        self.render("looked.html", q=self.get_argument("q"), total=3)
