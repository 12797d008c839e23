from .store.backend import Backend


class Orders:
    def __init__(self, backend: Backend, order, region="eu"):
        self.backend = backend
        self.order = order
        self.where = region

    def open(self):
        return self.backend.run_field(self.order)

    def region(self):
        return self.backend.run_region(self.where)


def recent(backend: Backend, order):
    return backend.run_recent(order)
