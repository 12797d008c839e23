import http.client
import imaplib
import smtplib
import ssl
import urllib.request
from ssl import CERT_NONE, SSLContext

import ldap
import ldap3
import urllib3
from OpenSSL import SSL
from urllib3 import PoolManager


def open_url(url):
    # ruleid: unverified-tls
    context = ssl._create_unverified_context()
    # ruleid: missing-timeout
    return urllib.request.urlopen(url, context=context)


def global_switch():
    # ruleid: unverified-tls
    ssl._create_default_https_context = ssl._create_unverified_context


def context():
    ctx = ssl.create_default_context()
    ctx.check_hostname = False
    # ruleid: unverified-tls
    ctx.verify_mode = ssl.CERT_NONE
    return ctx


def imported():
    ctx = SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ctx.check_hostname = False
    # ruleid: unverified-tls
    ctx.verify_mode = CERT_NONE
    # ruleid: missing-timeout
    return http.client.HTTPSConnection("example.com", context=ctx)


def hostname_only():
    ctx = ssl.create_default_context()
    # ruleid: unverified-tls
    ctx.check_hostname = False
    return ctx


def proper():
    ctx = ssl.create_default_context(cafile="/etc/ssl/ca.pem")
    # ok: unverified-tls
    ctx.verify_mode = ssl.CERT_REQUIRED
    # ok: unverified-tls
    ctx.check_hostname = True
    return ctx


def pools():
    # ruleid: unverified-tls
    # ruleid: missing-timeout
    a = urllib3.PoolManager(cert_reqs="CERT_NONE")
    # ruleid: unverified-tls
    # ruleid: missing-timeout
    b = urllib3.HTTPSConnectionPool("example.com", cert_reqs=ssl.CERT_NONE, assert_hostname=False)
    # ruleid: unverified-tls
    # ruleid: missing-timeout
    c = PoolManager(num_pools=4, cert_reqs=CERT_NONE)
    # ok: unverified-tls
    # ruleid: missing-timeout
    d = urllib3.PoolManager(cert_reqs="CERT_REQUIRED", ca_certs="/etc/ssl/ca.pem")
    # ruleid: unverified-tls
    # ruleid: missing-timeout
    e = urllib3.PoolManager(ca_certs="/etc/ssl/ca.pem", assert_hostname=False)
    return a, b, c, d, e


def directory():
    # ruleid: unverified-tls
    ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_NEVER)
    # ok: unverified-tls
    ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
    connection = ldap.initialize("ldaps://dc.example.com")
    # ruleid: unverified-tls
    connection.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_ALLOW)
    # ruleid: unverified-tls
    tls = ldap3.Tls(validate=ssl.CERT_NONE)
    # ok: unverified-tls
    strict = ldap3.Tls(validate=ssl.CERT_REQUIRED, ca_certs_file="/etc/ssl/ca.pem")
    return connection, tls, strict


def mail(user, password):
    # ruleid: missing-timeout
    server = smtplib.SMTP("mail.example.com", 587)
    # pedantic: unverified-tls
    server.starttls()
    server.login(user, password)
    # ruleid: missing-timeout
    other = smtplib.SMTP("mail.example.com", 587)
    # ok: unverified-tls
    other.starttls(context=ssl.create_default_context())
    # pedantic: unverified-tls
    # ruleid: missing-timeout
    direct = smtplib.SMTP_SSL("mail.example.com", 465)
    # ok: unverified-tls
    # ruleid: missing-timeout
    checked = smtplib.SMTP_SSL("mail.example.com", 465, context=ssl.create_default_context())
    # pedantic: unverified-tls
    # ruleid: missing-timeout
    box = imaplib.IMAP4_SSL("imap.example.com")
    # ruleid: unverified-tls
    server.starttls(context=ssl._create_unverified_context())
    return other, direct, checked, box


def openssl():
    ctx = SSL.Context(SSL.TLS_CLIENT_METHOD)
    # ruleid: unverified-tls
    ctx.set_verify(SSL.VERIFY_NONE, lambda *_: True)
    # ok: unverified-tls
    ctx.set_verify(SSL.VERIFY_PEER, None)
    return ctx


def optional(ignore_errors):
    ctx = ssl.create_default_context()
    if ignore_errors:
        ctx.check_hostname = False
        # an operator's switch: told only on request
        # pedantic: unverified-tls
        ctx.verify_mode = ssl.CERT_NONE
    return ctx
