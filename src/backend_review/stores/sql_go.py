"""database/sql, sqlx and pgx. https://pkg.go.dev/database/sql"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Use, does, makes, runs_sql, table
from backend_review.model.values import Unknown, Value

D, T = "sql.DB", "sql.Tx"
_PGX = ("github.com/jackc/pgx/v5", "github.com/jackc/pgx/v4", "github.com/jackc/pgx")
_OPENS = ("database/sql.Open", "github.com/jmoiron/sqlx.Open", "github.com/jmoiron/sqlx.Connect",
          "github.com/jmoiron/sqlx.MustConnect", "github.com/jmoiron/sqlx.ConnectContext",
          *(f"{base}.Connect" for base in _PGX),
          *(f"{base}/pgxpool.{name}" for base in _PGX for name in ("New", "NewWithConfig", "Connect", "ConnectConfig")))  # fmt: skip
_TYPES = ("database/sql.DB", "database/sql.Tx", "database/sql.Conn", "github.com/jmoiron/sqlx.DB", "github.com/jmoiron/sqlx.Tx",
          "github.com/jmoiron/sqlx.ExtContext",
          *(f"{base}.{name}" for base in _PGX for name in ("Conn", "Tx")), *(f"{base}/pgxpool.Pool" for base in _PGX),
          *(f"{base}/pgxpool.Conn" for base in _PGX))  # fmt: skip
TYPES = {**dict.fromkeys(_OPENS, D), **dict.fromkeys(_TYPES, D), "database/sql.Stmt": "sql.Stmt"}


def _prepared(index: int) -> Rule:
    return lambda use: use.make("sql.Stmt", None) if use.arg(index) is None else _statement(use, index)


def _statement(use: Use, index: int) -> Value:
    made = use.make("sql.Stmt")
    made.attributes["text"] = use.args[index]
    return made


def _run(one: bool) -> Rule:
    def rule(use: Use) -> Value:
        text = getattr(use.receiver, "attributes", {}).get("text", Unknown())
        inner = Use(use.walk, use.name, use.receiver, use.expr, [text], {})
        return runs_sql(0, one=one)(inner) or Unknown()

    return rule


RULES: dict[str, Rule] = {
    **dict.fromkeys(_OPENS, makes(D, "connect")),
    **table(D, "Query Exec Queryx MustExec NamedQuery NamedExec", runs_sql(0)),
    **table(D, "QueryContext ExecContext QueryxContext NamedExecContext NamedQueryContext", runs_sql(1)),
    **table(D, "QueryRow QueryRowx", runs_sql(0, one=True)),
    **table(D, "QueryRowContext QueryRowxContext", runs_sql(1, one=True)),
    f"{D}.Select": runs_sql(1),
    f"{D}.SelectContext": runs_sql(2),
    f"{D}.Get": runs_sql(1, one=True),
    f"{D}.GetContext": runs_sql(2, one=True),
    **table(D, "Begin BeginTx Beginx BeginTxx MustBegin", makes(D, "transaction", "transaction")),
    **table(D, "Prepare Preparex", _prepared(0)),
    **table(D, "PrepareContext PreparexContext", _prepared(1)),
    **table(D, "Acquire Conn", makes(D)),
    **table("sql.Stmt", "Query QueryContext Exec ExecContext Select", _run(False)),
    **table("sql.Stmt", "QueryRow QueryRowContext Get", _run(True)),
}  # fmt: skip


def _pgx(use: Use) -> Value:
    """pgx passes the context first: ``Query(ctx, sql, …)``; database/sql does not."""
    one = use.method.startswith("QueryRow")
    from backend_review.model.values import text_of

    index = 0 if text_of(use.arg(0)) is not None else 1
    if text_of(use.arg(index)) is None and len(use.args) < 2:
        index = 0
    return runs_sql(index, one=one)(use) or Unknown()


RULES |= table(D, "Query Exec QueryRow", _pgx)


def _bound_text(use: Use) -> Value | None:
    """``BindNamed(text, arguments)``: the text, with its placeholders written in another way."""
    return use.arg(0)


RULES |= {
    **table(D, "BindNamed Rebind", _bound_text),
    **{f"github.com/jmoiron/sqlx.{name}": _bound_text for name in ("In", "Named")},
}
# gorp, which maps rows to structs: https://pkg.go.dev/github.com/go-gorp/gorp/v3
_GORP = ("github.com/go-gorp/gorp/v3", "github.com/go-gorp/gorp", "gopkg.in/gorp.v1", "gopkg.in/gorp.v2")
G = "gorp.DbMap"
TYPES |= {f"{base}.{name}": G for base in _GORP for name in ("DbMap", "Transaction", "SqlExecutor")}
RULES |= {
    f"{G}.Select": runs_sql(1),
    f"{G}.SelectOne": runs_sql(1, one=True),
    **table(G, "SelectInt SelectStr SelectNullInt", runs_sql(0, one=True)),
    **table(G, "Exec Query", runs_sql(0)),
    f"{G}.QueryRow": runs_sql(0, one=True),
    f"{G}.Get": does("read_one", 0),
    **table(G, "Insert Update", does("write", 0)),
    f"{G}.Delete": does("delete", 0),
    f"{G}.Begin": makes(G, "transaction", "transaction"),
}

LOOKUPS = {
    **table(D, "QueryRow QueryRowx QueryRowContext QueryRowxContext", Form("error", into=-1)),
    **table(D, "Get GetContext", Form("error", into=0)),
    "sql.Stmt.QueryRow": Form("error", into=-1),
    "sql.Stmt.QueryRowContext": Form("error", into=-1),
}
