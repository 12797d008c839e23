import mongoengine


class Order(mongoengine.Document):
    owner = mongoengine.IntField()


def close(owner):
    # ruleid: write-without-filter
    Order.objects.delete()
    # ok: write-without-filter
    Order.objects(owner=owner).delete()
