from util import month_of, wanted


class Store:
    def __init__(self, connection):
        self.connection = connection

    def refresh_all(self):
        self.refresh("monthly_totals")
        self.refresh(name="yearly_totals")

    def refresh(self, name: str):
        # ok: sql-injection
        self.connection.execute(f"REFRESH MATERIALIZED VIEW {name}")

    def moved(self, folder, new):
        created = self.add(new).id
        # ok: sql-injection
        self.connection.executescript(f"UPDATE volumes SET folder = {created} WHERE folder = {int(folder)};")

    def add(self, new):
        raise NotImplementedError

    def of_month(self, day):
        month = month_of(day)
        # ok: sql-injection
        return self.connection.execute(f"SELECT id FROM reports WHERE month = '{month}'")

    def of_kind(self, day):
        kind = wanted(day)
        # ruleid: sql-injection
        return self.connection.execute(f"SELECT id FROM reports WHERE kind = '{kind}'")

    def named(self, title: str):
        # ruleid: sql-injection
        return self.connection.execute(f"SELECT id FROM reports WHERE title = '{title}'")
