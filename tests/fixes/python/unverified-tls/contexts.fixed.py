import ssl


def context():
    ctx = ssl.create_default_context()
    return ctx
