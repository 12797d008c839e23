import os

import tornado.web

ROOT = "/srv/files"


class Download(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name")
        # ruleid: path-traversal
        with open(os.path.join(ROOT, name), "rb") as handle:
            self.write(handle.read())

    def post(self):
        item = self.request.files["file"][0]
        # ruleid: path-traversal
        # ruleid: unchecked-upload
        with open(os.path.join(ROOT, item["filename"]), "wb") as handle:
            handle.write(item["body"])

    def delete(self):
        # ok: path-traversal
        os.remove(os.path.join(ROOT, os.path.basename(self.get_argument("name"))))
