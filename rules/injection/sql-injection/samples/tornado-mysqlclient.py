import MySQLdb
import tornado.web


class UserHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name")
        # ruleid: unclosed-resource
        db = MySQLdb.connect(db="app")
        cur = db.cursor()
        # ruleid: sql-injection
        cur.execute("SELECT id FROM users WHERE name = '%s'" % name)
        # ok: sql-injection
        cur.execute("SELECT id FROM users WHERE name = %s", (name,))
        # ok: sql-injection
        cur.execute("SELECT id FROM users WHERE name = '%s'" % db.escape_string(name))
        self.write({"rows": cur.fetchall()})
