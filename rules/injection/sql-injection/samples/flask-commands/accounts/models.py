class Account:
    @classmethod
    def find(cls, **values):
        return cls()

    def as_json(self):
        return {}

    def save(self):
        return None
