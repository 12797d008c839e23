"""Prisma. https://www.prisma.io/docs/orm/reference/prisma-client-reference"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import COUNTS, Query, Use, does, makes, runs_sql, selected, table, with_options
from backend_review.model.values import Callee, Items, Unknown, Value, options
from backend_review.stores._prisma_schema import tables

P, M = "prisma.Client", "prisma.Model"
TYPES = {"@prisma/client.PrismaClient": P, "@prisma/client.Prisma.TransactionClient": P}
CLASSES = {"@prisma/client.PrismaClient": P, "?PrismaClient": P}
ATTRIBUTES = {f"{P}.*": M, f"{P}.object.*": M}
LIBRARIES = ("@prisma/client", ".", "@/", "~/", "src/", "nestjs-prisma")
NAMES = {"prisma": P, "prismaService": P}


def _transaction(use: Use) -> Value:
    use.emit("transaction", "transaction")
    first = use.arg(0)
    if isinstance(first, Items):
        return Unknown()
    if any(isinstance(item, Callee) for item in options(first or Unknown())):
        return use.callback(use.make(P)) or Unknown()
    return Unknown()


def _client(prefix: str) -> dict[str, Rule]:
    return {
        f"{prefix}.$transaction": _transaction,
        **table(prefix, "$queryRaw $queryRawUnsafe $executeRaw $executeRawUnsafe", runs_sql()),
        f"{prefix}.$extends": makes(P),
    }


def _row(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        use.emit(kind)
        row = selected(use, use.row(), 0)
        return use.rows(Query(one=True, row=row)) if use.method not in COUNTS else Unknown()

    return rule


RULES: dict[str, Rule] = {
    "@prisma/client.PrismaClient": makes(P, "connect"),
    **_client(P),
    **_client(f"{P}.object"),
    **table(M, "findMany groupBy", with_options(bounds=("take",))),
    **table(M, "findUnique findUniqueOrThrow findFirst findFirstOrThrow count aggregate", _row("read_one")),
    **table(M, "create update upsert", _row("write")),
    **table(M, "createMany createManyAndReturn updateMany updateManyAndReturn", does("write")),
    f"{M}.delete": _row("delete"),
    f"{M}.deleteMany": does("delete"),
}
LOOKUPS = {
    **table(M, "findUnique findFirst", Form()),
    **table(M, "findUniqueOrThrow findFirstOrThrow", Form("found")),
}
__all__ = ["tables"]
