import http.client
import smtplib
import socket
import urllib.request
from urllib.request import Request, urlopen

import urllib3


def load(url):
    # ruleid: missing-timeout
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    # ruleid: missing-timeout
    urlopen(Request(url, headers={"accept": "text/plain"}))
    # ok: missing-timeout
    urlopen(url, timeout=3)
    # ok: missing-timeout
    urlopen(url, None, 3)
    # ruleid: missing-timeout
    connection = http.client.HTTPSConnection("api.example.com")
    # ok: missing-timeout
    http.client.HTTPSConnection("api.example.com", timeout=5)
    # ruleid: missing-timeout
    pool = urllib3.PoolManager()
    # ok: missing-timeout
    urllib3.PoolManager(timeout=urllib3.Timeout(10))
    return body, connection, pool


def mail(message):
    # ruleid: missing-timeout
    with smtplib.SMTP("mail.example.com", 587) as server:
        server.send_message(message)
    # ok: missing-timeout
    # pedantic: unverified-tls
    with smtplib.SMTP_SSL("mail.example.com", 465, timeout=10) as server:
        server.send_message(message)
    # ruleid: missing-timeout
    raw = socket.create_connection(("broker", 5672))
    # ok: missing-timeout
    socket.create_connection(("broker", 5672), timeout=3)
    # ok: missing-timeout
    socket.create_connection(("broker", 5672), 3)
    return raw
