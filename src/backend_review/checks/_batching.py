"""How rows that are asked for one by one are asked for together, in the words of each library."""

from __future__ import annotations

from bisect import bisect_left

from backend_review.backend import Backend
from backend_review.model.effects import Effect
from backend_review.model.routes import Place

_TOGETHER = {
    "django": "{what}.objects.filter({column}__in={keys})",
    "sqlalchemy": "select({what}).where({what}.{column}.in_({keys}))",
    "prisma": "{model}.findMany({{ where: {{ {column}: {{ in: {keys} }} }} }})",
    "typeorm": "findBy({{ {column}: In({keys}) }})",
    "sequelize": "{what}.findAll({{ where: {{ {column}: {keys} }} }})",
    "mongoose": "{what}.find({{ {column}: {{ $in: {keys} }} }})",
    "mongodb": "find({{ {column}: {{ $in: {keys} }} }})",
    "drizzle": "inArray({what}.{column}, {keys})",
    "knex": "whereIn('{column}', {keys})",
    "gorm": 'Where("{column} IN ?", {keys})',
    "pymongo": 'find({{"{column}": {{"$in": {keys}}}}})',
    "beanie": "{what}.find(In({what}.{column}, {keys}))",
    "mongo": 'Find(ctx, bson.M{{"{column}": bson.M{{"$in": {keys}}}}})',
}
_SQL = "WHERE {column} IN (…)"
_KEYS = {"pk": "id", "Id": "id", "ID": "id"}


class Calls:
    """The calls of libraries that have effects, by where they are."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.known = 0
        self.lines: dict[str, list[int]] = {}
        self.spans: dict[str, list[tuple[int, int, str]]] = {}

    def at(self, place: Place) -> tuple[str, str]:
        """The library and the method of the call on a line; "" where it is not known."""
        used = self.backend.effects.used
        if self.known != len(used):  # more was followed since
            self.known = len(used)
            self.spans = {}
            for (path, start, end), item in used.items():
                if item.kinds:
                    self.spans.setdefault(path, []).append((self._line(path, start), self._line(path, end), item.name))
        spans = self.spans.get(place.path, ())
        around = [(end - start, name) for start, end, name in spans if start <= place.line <= end]
        name = min(around)[1] if around else ""
        return name.partition(".")[0].removeprefix("@"), name.rpartition(".")[2]

    def _line(self, path: str, byte: int) -> int:
        if path not in self.lines:
            module = self.backend.project.module(path)
            text = module.file.text.encode() if module is not None else b""
            self.lines[path] = [index for index, letter in enumerate(text) if letter == 10]
        return bisect_left(self.lines[path], byte) + 1


def together(library: str, effect: Effect) -> str:
    """The query that reads all the rows at once."""
    named = [item for item in effect.filters if item.column and item.column.isidentifier()]
    # What a row has or a caller gives comes before what is the same in all rounds.
    columns = [item.column for item in sorted(named, key=lambda item: not item.origins)]
    column = next(iter(columns), "") or "id"
    column = _KEYS.get(column, column).split("__")[0]
    if library in {"mongoose", "mongodb", "pymongo", "mongo"} and column == "id":
        column = "_id"
    what = effect.what.rpartition(".")[2] or "table"
    if library == "sqlalchemy" and what in {"table", "label", "alias", "aliased", "cast", "coalesce"}:
        what = "Row"  # of a column that was asked for, not of a model
    if library == "gorm":
        column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in column).strip("_")
    keys = "keys" if column not in {"id", "_id"} else "ids"
    model = what[:1].lower() + what[1:]
    return _TOGETHER.get(library, _SQL).format(what=what, column=column, keys=keys, model=model)
