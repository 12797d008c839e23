import os

import tornado.web

SECRET = os.environ["SECRET"]


class Transfer(tornado.web.RequestHandler):
    # ruleid: csrf-disabled
    def check_xsrf_cookie(self):
        pass


class PaymentWebhook(tornado.web.RequestHandler):
    # ok: csrf-disabled
    def check_xsrf_cookie(self):
        pass


# ruleid: csrf-disabled
app = tornado.web.Application([("/transfer", Transfer)], cookie_secret=SECRET, xsrf_cookies=False)
# ok: csrf-disabled
app = tornado.web.Application([("/transfer", Transfer)], cookie_secret=SECRET, xsrf_cookies=True)
