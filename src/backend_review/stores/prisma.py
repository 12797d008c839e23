"""Prisma. https://www.prisma.io/docs/orm/reference/prisma-client-reference"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, does, makes, runs_sql, table, with_options
from backend_review.model.values import Callee, Items, Unknown, Value, options

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


RULES: dict[str, Rule] = {
    "@prisma/client.PrismaClient": makes(P, "connect"),
    **_client(P),
    **_client(f"{P}.object"),
    **table(M, "findMany groupBy", with_options(bounds=("take",))),
    **table(M, "findUnique findUniqueOrThrow findFirst findFirstOrThrow count aggregate", does("read_one")),
    **table(M, "create createMany createManyAndReturn update updateMany updateManyAndReturn upsert", does("write")),
    **table(M, "delete deleteMany", does("delete")),
}
