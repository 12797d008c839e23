def is_arxiv(key: str) -> bool:
    return key.startswith("arxiv:")


def kinds_of(key: str) -> dict[str, bool]:
    """Of which collections a key may be."""
    return {
        "arxiv": is_arxiv(key),
        "doi": key.startswith("10."),
        "pubmed": key.isdigit(),
    }


def kinds_by_name(rows: list[str]) -> dict[str, bool]:
    """Which of the names are keys of arXiv."""
    return {name: is_arxiv(name) for name in rows}
