from shop.crypto import encrypt


def keep(customer, secret):
    customer.api_secret = encrypt(secret)
