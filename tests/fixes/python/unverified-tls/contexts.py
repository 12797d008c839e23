import ssl


def context():
    ctx = ssl.create_default_context()
    # the old gateway
    ctx.check_hostname = False
    ctx.verify_mode = ssl.CERT_NONE
    return ctx
