"""Making text from the code under review harmless for where it goes."""

from __future__ import annotations


def visible(text: str) -> str:
    """Text safe for a terminal: what does not print is shown as ``\\xNN``, ``\\uNNNN`` or ``\\UNNNNNNNN``.

    That is control, format, bidirectional, private and unassigned characters and odd spaces; tabs become four spaces.
    CVE-2021-42574 ("Trojan Source") is why format characters count.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def _escape(character: str) -> str:
    if character == "\t":
        return "    "
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
