"""Keys of providers, put together here so that no scanner takes this file for a leak."""

import random
import string

import pytest

from backend_review.checks.credentials.formats import find_keys

_ALNUM = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"


def _draw(letters: str, count: int) -> str:
    chance = random.Random(count * 31 + len(letters))
    return "".join(chance.choice(letters) for _ in range(count))


KEYS = [
    "AK" + "IA" + _draw(string.ascii_uppercase + "234567", 16),
    "gh" + "p_" + _draw(_ALNUM, 36),
    "github" + "_pat_" + _draw(_ALNUM, 22) + "_" + _draw(_ALNUM, 59),
    "gl" + "pat-" + _draw(_ALNUM, 20),
    "sk" + "_live_" + _draw(_ALNUM, 24),
    "sk" + "_test_" + _draw(_ALNUM, 24),
    "xo" + "xb-" + _draw(string.digits, 12) + "-" + _draw(_ALNUM, 24),
    "AI" + "za" + _draw(_ALNUM, 35),
    "GOC" + "SPX-" + _draw(_ALNUM, 28),
    "S" + "G." + _draw(_ALNUM, 22) + "." + _draw(_ALNUM, 43),
    "S" + "K" + _draw(_HEX, 32),
    "np" + "m_" + _draw(_ALNUM, 36),
    "py" + "pi-AgE" + _draw(_ALNUM, 60),
    "sk-" + "proj-" + _draw(_ALNUM, 64),
    "sk-" + "ant-api03-" + _draw(_ALNUM, 90),
    "h" + "f_" + _draw(string.ascii_letters, 34),
    "shp" + "at_" + _draw(_HEX, 32),
    "dop" + "_v1_" + _draw(_HEX, 64),
    "123456" + "789:AA" + _draw(_ALNUM, 33).replace("1", "b"),
    "-----BEGIN EC PRIV" + "ATE KEY-----\\n" + _draw(_ALNUM, 64),
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:7])
def test_key_is_known_in_code_and_comments(key: str) -> None:
    if key.startswith("1234"):
        key = "7098321" + key[7:]
    assert len(list(find_keys(f'client = make("{key}")'))) == 1
    assert len(list(find_keys(f"# {key}\n"))) == 1


@pytest.mark.parametrize("key", KEYS[:6], ids=lambda key: key[:7])
def test_shown_shapes_are_not_keys(key: str) -> None:
    prefix = key[:8]
    assert not list(find_keys(f'"{prefix}{"x" * (len(key) - 8)}"'))
    assert not list(find_keys(f'"{key[:-7]}EXAMPLE"'))
