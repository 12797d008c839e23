import ast

import tornado.web


class CalcHandler(tornado.web.RequestHandler):
    def get(self):
        # ruleid: code-injection
        self.write(str(eval(self.get_argument("expression"))))
        # ok: code-injection
        self.write(str(ast.literal_eval(self.get_argument("expression"))))
