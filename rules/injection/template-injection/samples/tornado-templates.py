import tornado.template
import tornado.web


class HelloHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name")
        # ruleid: template-injection
        page = tornado.template.Template("<h1>Hello " + name + "</h1>").generate()
        # ok: template-injection
        page = tornado.template.Template("<h1>Hello {{ name }}</h1>").generate(name=name)
        self.write(page)
