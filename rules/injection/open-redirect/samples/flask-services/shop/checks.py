KNOWN = ("first", "second")


def checked(order):
    if order not in KNOWN:
        raise ValueError("no such order")
    return order


def is_known(order):
    return order in KNOWN
