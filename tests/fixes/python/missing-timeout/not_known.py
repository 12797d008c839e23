import smtplib
import urllib.request

import requests


def load(url, options, place):
    requests.get(url, **options)
    urllib.request.urlopen(*place)
    return smtplib.SMTP(*place)
