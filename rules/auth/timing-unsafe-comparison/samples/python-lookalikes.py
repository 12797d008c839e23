import hashlib
from enum import Enum


class TokenKind(Enum):
    NAME = 1
    EOF = 2


def parse(tokens):
    for token in tokens:
        # ok: timing-unsafe-comparison
        if token == TokenKind.EOF:
            break
        # ok: timing-unsafe-comparison
        if token.type == TokenKind.NAME:
            yield token
        # ok: timing-unsafe-comparison
        if token == "(":
            yield token
    # ok: timing-unsafe-comparison
    if tokens[0] == tokens[-1]:
        return


def download(path, expected_checksum):
    with open(path, "rb") as file:
        checksum = hashlib.sha256(file.read()).hexdigest()
    # ok: timing-unsafe-comparison
    return checksum == expected_checksum


def budget(max_tokens, used_tokens, secret_name, name, api_key_id, wanted):
    # ok: timing-unsafe-comparison
    if used_tokens == max_tokens:
        return 0
    # ok: timing-unsafe-comparison
    if secret_name == name:
        return 1
    # ok: timing-unsafe-comparison
    return api_key_id == wanted


def overload(f, g, inspect):
    # ok: timing-unsafe-comparison
    return inspect.signature(f) == inspect.signature(g)


class Parser:
    def __init__(self, source):
        self.token = source.next_token()

    def accept(self, token):
        # ok: timing-unsafe-comparison
        return self.token == token
