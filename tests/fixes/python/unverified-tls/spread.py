import requests

OPTIONS = {"timeout": 5, "verify": False}


def charge(url, body):
    return requests.post(url, json=body, **OPTIONS)


def only(session=requests.Session()):
    session.verify = False
