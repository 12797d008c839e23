import ftplib
import os
import poplib
import smtplib
import telnetlib

import grpc
import ldap


def send(message, password):
    # ruleid: cleartext-transport
    # ruleid: missing-timeout
    with smtplib.SMTP("smtp.mailhost.com", 587) as server:
        server.login("shop", password)
        server.send_message(message)


def send_encrypted(message, password):
    # ok: cleartext-transport
    # ruleid: missing-timeout
    # pedantic: unverified-tls
    with smtplib.SMTP_SSL("smtp.mailhost.com", 465) as server:
        server.login("shop", password)
        server.send_message(message)


def relay(message):
    # ok: cleartext-transport
    # ruleid: missing-timeout
    with smtplib.SMTP("localhost") as server:
        server.send_message(message)


def upload(stream, user, password):
    # ruleid: cleartext-transport
    # ruleid: missing-timeout
    ftp = ftplib.FTP("files.shop-partner.net")
    ftp.login(user, password)
    ftp.storbinary("STOR orders.csv", stream)


def upload_encrypted(stream, user, password):
    # ok: cleartext-transport
    # ruleid: missing-timeout
    ftp = ftplib.FTP_TLS("files.shop-partner.net")
    ftp.login(user, password)
    ftp.storbinary("STOR orders.csv", stream)


def anonymous():
    # ok: cleartext-transport
    # ruleid: missing-timeout
    ftp = ftplib.FTP("ftp.gnu-mirror.org")
    ftp.login()
    return ftp.nlst()


def switch(host):
    # ruleid: cleartext-transport
    return telnetlib.Telnet(host, timeout=3)


def mailbox(password):
    # ruleid: cleartext-transport
    box = poplib.POP3("pop.mailhost.com", timeout=5)
    box.user("shop")
    box.pass_(password)
    return box.stat()


def directory(user, password):
    # ruleid: cleartext-transport
    connection = ldap.initialize("ldap://ldap.shop-partner.net")
    connection.simple_bind_s(user, password)
    # ok: cleartext-transport
    return ldap.initialize("ldaps://ldap.shop-partner.net")


def channels():
    # ruleid: cleartext-transport
    far = grpc.insecure_channel("payments.shop-partner.net:443")
    # ok: cleartext-transport
    here = grpc.insecure_channel("localhost:50051")
    # as info
    # pedantic: cleartext-transport
    cluster = grpc.aio.insecure_channel(os.environ["PAYMENTS_ADDRESS"])
    # ok: cleartext-transport
    safe = grpc.secure_channel("payments.shop-partner.net:443", grpc.ssl_channel_credentials())
    return far, here, cluster, safe


def connect(address, certificate):
    if certificate:
        return grpc.secure_channel(address, grpc.ssl_channel_credentials(certificate))
    else:
        # ok: cleartext-transport
        return grpc.insecure_channel(address)
