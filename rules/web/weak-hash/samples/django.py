import hashlib as h

from Crypto.Hash import MD5, SHA256
from cryptography.hazmat.primitives import hashes
from django.core.cache import cache

notes = {}


def md5_hex(data):
    # pedantic: weak-hash
    return h.md5(data).hexdigest()


class Download:
    def checksum(self, data):
        # pedantic: weak-hash
        return h.sha1(data).hexdigest()

    def signed(self, data):
        # ruleid: weak-hash
        digest = MD5.new(data)
        # ok: weak-hash
        strong = SHA256.new(data)
        # ruleid: weak-hash
        other = hashes.Hash(hashes.SHA1())
        # ok: weak-hash
        fine = hashes.Hash(hashes.SHA256())
        return digest, strong, other, fine

    def cached(self, query):
        # ok: weak-hash
        return cache.get(h.md5(query).hexdigest())

    def gravatar_url(self, email):
        # ok: weak-hash
        return "https://gravatar.com/avatar/" + h.md5(email.encode()).hexdigest()


def keep_note(request):
    # What a client sends, under a name that a client can make twice.
    # ruleid: weak-hash
    name = h.md5(request.POST["note"].encode()).hexdigest()
    notes[name] = request.POST["note"]
    return name


def note_tag(request):
    # ok: weak-hash
    etag = h.md5(request.GET["note"].encode()).hexdigest()
    return etag
