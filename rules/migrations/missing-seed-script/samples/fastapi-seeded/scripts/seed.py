from main import Item


def run(session):
    session.add(Item(name="Pencil"))
