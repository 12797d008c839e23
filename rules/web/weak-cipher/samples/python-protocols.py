import os
import ssl

from Cryptodome.Cipher import AES as Aes
from cryptography.hazmat.primitives.asymmetric import ec


def context():
    # ruleid: weak-cipher
    made = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    # ok: weak-cipher
    newer = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # ruleid: weak-cipher
    newer.minimum_version = ssl.TLSVersion.TLSv1
    # ok: weak-cipher
    newer.minimum_version = ssl.TLSVersion.TLSv1_2
    return made, newer


def keys():
    # ruleid: weak-cipher
    short = ec.generate_private_key(ec.SECP192R1())
    # ok: weak-cipher
    return short, ec.generate_private_key(ec.SECP256R1())


def sealed(key, text):
    nonce = b"000000000000"
    # ruleid: weak-cipher
    return Aes.new(key, Aes.MODE_GCM, nonce).encrypt(text)


def sealed_with_drawn(key, text):
    nonce = os.urandom(12)
    # ok: weak-cipher
    return Aes.new(key, Aes.MODE_GCM, nonce).encrypt(text)
