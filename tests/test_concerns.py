"""Which patterns the files on the ways of input are asked about."""

from __future__ import annotations

from backend_review.engines.crossfile.concerns import concerns

VIEW, SERVICE, STORE = ("views.py", 1), ("services.py", 1), ("stores.py", 1)
HELPER, OTHER, STATE = ("helpers.py", 1), ("other.py", 1), ("state.py", 1)


def test_a_sink_matters_to_those_who_hand_it_something_and_to_what_they_take_that_from() -> None:
    callers = {SERVICE: {VIEW}, STORE: {SERVICE}, HELPER: {VIEW}, ("deep.py", 1): {HELPER}}
    found = concerns({STORE: {"sql"}, SERVICE: {"sql"}, OTHER: {"html"}}, [callers], set())
    assert found == {
        "views.py": {"sql"}, "services.py": {"sql"}, "stores.py": {"sql"}, "helpers.py": {"sql"}, "deep.py": {"sql"},
        "other.py": {"html"},
    }  # fmt: skip


def test_what_another_caller_leads_to_matters_to_what_both_call_and_not_to_the_first() -> None:
    found = concerns({STORE: {"sql"}, OTHER: {"html"}}, [{STORE: {VIEW, OTHER}}], set())
    assert found == {"views.py": {"sql"}, "other.py": {"html", "sql"}, "stores.py": {"sql", "html"}}


def test_all_matters_where_values_are_kept_for_others_and_calls_may_go_in_circles() -> None:
    callers = {VIEW: {SERVICE}, SERVICE: {VIEW}, HELPER: {STATE}}
    found = concerns({VIEW: {"sql"}, OTHER: {"html"}}, [callers, {STATE: {OTHER}}], {STATE})
    assert found["views.py"] == found["services.py"] == {"sql"}
    assert found["state.py"] == found["helpers.py"] == {"sql", "html"}
