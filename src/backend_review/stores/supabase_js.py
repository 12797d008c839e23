"""Supabase from JavaScript: tables over PostgREST. https://supabase.com/docs/reference/javascript/select"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Use, bound_of, carried, chain, limited, makes, starts, table
from backend_review.model.values import Value

C, Q = "supabase.Client", "supabase.Query"
_CLIENTS = ("@supabase/supabase-js", "@supabase/ssr", "@supabase/postgrest-js")
TYPES = {
    **{f"{package}.{name}": C for package in _CLIENTS
       for name in ("SupabaseClient", "createClient", "createServerClient", "PostgrestClient")},
}  # fmt: skip
NAMES = {"supabase": C, "supabaseAdmin": C, "supabaseClient": C}
LIBRARIES = ("@supabase/",)


def _range(use: Use) -> Value:
    """``range(first, last)``."""
    return carried(use, replace(use.query, bound=bound_of(use.arg(1)) or "parameter"))


RULES: dict[str, Rule] = {
    **{f"{package}.createClient": makes(C, "connect") for package in _CLIENTS},
    f"{C}.from": starts(Q, index=0, pending=False),
    f"{C}.schema": makes(C),
    f"{Q}.*": chain(),
    f"{Q}.select": chain(pending=True),
    f"{Q}.limit": limited(),
    f"{Q}.range": _range,
    **table(Q, "single maybeSingle", chain(one=True)),
    **table(Q, "insert upsert update", chain(pending=True, verb="write")),
    f"{Q}.delete": chain(pending=True, verb="delete"),
}
LOOKUPS = {f"{Q}.maybeSingle": Form(), f"{Q}.single": Form()}
