"""What the checks of GraphQL have in common: which files belong to an API, and which types its fields lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.model.graphql import GraphApi, GraphField

_WORDS = re.compile(r"\w+")
_AROUND = {
    "list", "List", "Optional", "Iterable", "Sequence", "NonNull", "NonNullList", "graphene", "typing", "strawberry",
    "Annotated", "QuerySet", "Paginated", "Connection", "ListConnection", "DjangoListConnection", "None", "lambda", "Type",
    "types", "relay", "Array", "Promise", "nullable",
}  # fmt: skip
_PAGE_TYPE = re.compile(r"^(?:Paginated)?(\w+?)(?:Countable)?(?:Connection|Page|Paginated|List|ResultType|Edge)$")
_SPEAKS = re.compile(rb"(?i)graphql|strawberry|graphene|gql")
_SUFFIX = re.compile(r"(?:Type|Node|Object)$")


def types_in(written: str) -> list[str]:
    """The names of the types that a type is made of: ``[User!]!``, ``list[User]``, ``UserConnection``."""
    found = []
    for word in _WORDS.findall(written):
        if word in _AROUND or not word[0].isupper():
            continue
        page = _PAGE_TYPE.match(word)
        found += [word, page[1]] if page else [word]
    return found


def gives_many(item: GraphField) -> bool:
    """Whether a field answers with several objects, as a list or page by page."""
    return item.is_list or any(_PAGE_TYPE.match(word) for word in _WORDS.findall(item.type))


class Lists:
    """The fields of an API that answer with several objects, by the type of the objects."""

    def __init__(self, api: GraphApi) -> None:
        self._first: dict[str, tuple[int, GraphField]] = {}
        for number, item in enumerate(api.fields):
            for word in types_in(item.type) if gives_many(item) else ():
                for name in (word, _SUFFIX.sub("", word)):
                    self._first.setdefault(name, (number, item))

    def first_of(self, parent: str) -> GraphField | None:
        """The first field that answers with several objects of a type."""
        found = [self._first[name] for name in (parent, _SUFFIX.sub("", parent)) if name in self._first]
        return min(found, key=lambda one: one[0])[1] if found else None


def texts_around(backend: Backend, api: GraphApi) -> Iterator[str]:
    """The code and settings of an API: the files of its package that speak of GraphQL."""
    folder_of = backend.project.folder_of_manifest
    package = folder_of(api.place.path)
    for path, file in backend.project.files.items():
        if file.role in {"production", "script"} and folder_of(path) == package and _SPEAKS.search(file.data):
            yield file.text
