"""Making text from the code under review harmless for where it goes."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """Text safe for a terminal: control, format and bidirectional characters are shown as ``\\xNN`` or ``\\uNNNN``.

    Tabs become four spaces. CVE-2021-42574 ("Trojan Source") is why format characters count.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = []
    for character in text:
        if character == "\t":
            shown.append("    ")
        elif unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
            code = ord(character)
            shown.append(f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
        else:
            shown.append(character)
    return "".join(shown)
