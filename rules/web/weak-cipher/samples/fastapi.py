import os

from Crypto.Cipher import AES, ARC4, DES, DES3
from Crypto.Cipher import Blowfish as Fish
from Crypto.PublicKey import RSA
from Crypto.Random import get_random_bytes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import FastAPI

app = FastAPI()
IV = b"0000000000000000"


def old(key: bytes, text: bytes):
    # ruleid: weak-cipher
    des = DES.new(key, DES.MODE_CBC, get_random_bytes(8))
    # ruleid: weak-cipher
    des3 = DES3.new(key, DES3.MODE_CBC, get_random_bytes(8))
    # ruleid: weak-cipher
    rc4 = ARC4.new(key)
    # ruleid: weak-cipher
    fish = Fish.new(key, Fish.MODE_CBC)
    # ruleid: weak-cipher
    triple = Cipher(algorithms.TripleDES(key), modes.CBC(os.urandom(8)))
    return des, des3, rc4, fish, triple, text


def ecb(key: bytes):
    # ruleid: weak-cipher
    one = AES.new(key, AES.MODE_ECB)
    # ruleid: weak-cipher
    two = Cipher(algorithms.AES(key), modes.ECB())
    return one, two


def static(key: bytes, text: bytes):
    # ruleid: weak-cipher
    one = AES.new(key, AES.MODE_CBC, IV)
    # ruleid: weak-cipher
    two = AES.new(key, AES.MODE_CBC, iv=b"\x00" * 16)
    # ruleid: weak-cipher
    three = Cipher(algorithms.AES(key), modes.CBC(b"1234567890123456"))
    aead = AESGCM(key)
    # ruleid: weak-cipher
    four = aead.encrypt(b"unique nonce", text, None)
    # ok: weak-cipher
    five = aead.encrypt(os.urandom(12), text, None)
    return one, two, three, four, five


@app.post("/keys")
async def keys():
    # ruleid: weak-cipher
    one = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    # ruleid: weak-cipher
    two = RSA.generate(1024)
    # ok: weak-cipher
    three = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    # ok: weak-cipher
    four = RSA.generate(4096)
    return one, two, three, four


def good(key: bytes):
    # ok: weak-cipher
    one = AES.new(key, AES.MODE_GCM)
    # ok: weak-cipher
    two = AES.new(key, AES.MODE_GCM, nonce=get_random_bytes(12))
    # ok: weak-cipher
    three = Cipher(algorithms.AES(key), modes.GCM(os.urandom(12)))
    return one, two, three
