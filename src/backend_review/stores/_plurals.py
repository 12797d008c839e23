"""The plurals that Mongoose, Sequelize and GORM make of models' names.

https://mongoosejs.com/docs/guide.html#collection
"""

from __future__ import annotations

import re

_RULES = [
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"human$", "humans"),
        (r"(m|wom)an$", r"\1en"),
        (r"(pe)rson$", r"\1ople"),
        (r"(child)$", r"\1ren"),
        (r"^(ox)$", r"\1en"),
        (r"(ax|test)is$", r"\1es"),
        (r"(octop|cact|foc|fung|nucle)us$", r"\1i"),
        (r"(alias|status|virus)$", r"\1es"),
        (r"(bu)s$", r"\1ses"),
        (r"(buffal|tomat|potat)o$", r"\1oes"),
        (r"([ti])um$", r"\1a"),
        (r"sis$", "ses"),
        (r"(?:([^f])fe|([lr])f)$", r"\1\2ves"),
        (r"(hive)$", r"\1s"),
        (r"([^aeiouy]|qu)y$", r"\1ies"),
        (r"(x|ch|ss|sh)$", r"\1es"),
        (r"(matr|vert|ind)ix|ex$", r"\1ices"),
        (r"([m|l])ouse$", r"\1ice"),
        (r"(kn|w|l)ife$", r"\1ives"),
        (r"(quiz)$", r"\1zes"),
        (r"^goose$", "geese"),
        (r"s$", "s"),
        (r"([^a-z])$", r"\1"),
        (r"$", "s"),
    )
]
_UNCOUNTABLE = (
    " advice energy excretion digestion cooperation health justice labour machinery equipment information pollution "
    "sewage paper money species series rain rice fish sheep moose deer news expertise status media "
)

_SINGULAR = (
    (r"(ss|us|is|news|species|series)$", r"\1"),
    (r"(pe)ople$", r"\1rson"),
    (r"(child)ren$", r"\1"),
    (r"(m|wom)en$", r"\1an"),
    (r"ies$", "y"),
    (r"(x|ch|sh|ss|alias|status)es$", r"\1"),
    (r"s$", ""),
)


def collection_of(model: str) -> str:
    """``Category`` as ``categories``."""
    return plural(model.lower())


def plural(name: str, uncountable: str = _UNCOUNTABLE) -> str:
    """``OrderLine`` as ``OrderLines``; ``uncountable`` words, between spaces, stay as they are."""
    if f" {name.lower()} " in uncountable:
        return name
    for pattern, made in _RULES:
        if pattern.search(name):
            return pattern.sub(made, name, count=1)
    return name


def singular(name: str) -> str:
    """``Lines`` as ``Line``."""
    for pattern, made in _SINGULAR:
        if re.search(pattern, name, re.IGNORECASE):
            return re.sub(pattern, made, name, count=1, flags=re.IGNORECASE)
    return name
