import requests


def fetch(url):
    # ruleid: unverified-tls
    requests.get(url, verify=False)
    # ok: unverified-tls
    return requests.get(url, verify="/etc/ssl/ca.pem")
