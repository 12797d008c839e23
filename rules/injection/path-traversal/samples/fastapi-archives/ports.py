from typing import Protocol


class ArchivedFiles(Protocol):
    def load_archived(self, name: str) -> bytes: ...


class ArchivedLetters(Protocol):
    def load_letter(self, name: str) -> bytes: ...
