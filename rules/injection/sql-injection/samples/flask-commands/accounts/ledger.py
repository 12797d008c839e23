import psycopg


class Ledger:
    def __init__(self, region):
        self.region = region

    def opened(self):
        return psycopg.connect(self.region)

    def lines(self, order):
        with self.opened() as found:
            # ruleid: sql-injection
            # pedantic: select-star
            return found.execute("SELECT * FROM lines ORDER BY " + order).fetchall()

    def of_cursor(self, order):
        # ok: sql-injection
        # pedantic: select-star
        return self.opened().cursor().execute("SELECT * FROM lines")
