"""unsafe-deserialization: YAML is read as data, and PyTorch's files as tensors; pickles are left."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._codemod import Parsed, parsed

_SAFE = {
    "load": "safe_load", "unsafe_load": "safe_load", "full_load": "safe_load",
    "load_all": "safe_load_all", "unsafe_load_all": "safe_load_all", "full_load_all": "safe_load_all",
}  # fmt: skip


def fix(site: Site) -> Proposal | None:
    """Call ``yaml.safe_load``, or give ``torch.load`` its ``weights_only``."""
    module = parsed(site.file)
    call = module.covering(site.finding, cst.Call) if module else None
    if module is None or call is None or _calls.spread(call):
        return None
    library, _, name = module.qualified(call.func).rpartition(".")
    if library == "yaml" and name in _SAFE:
        return _yaml(module, call, name, bool(site.finding.trace))
    if library == "torch" and name == "load":
        change = module.change()
        change.replace(call, _calls.given(call, "weights_only", cst.Name("True")))
        return Proposal(
            "load nothing but weights", False, change.edits(), "whether the files hold only tensors, no whole models"
        )
    return None


def _yaml(module: Parsed, call: cst.Call, name: str, traced: bool) -> Proposal | None:
    stream = _calls.argument(call, 0, "stream")
    loader = _calls.argument(call, 1, "Loader")
    if stream is None or len(call.args) > 1 + (loader is not None):
        return None
    change = module.change()
    new = call if loader is None else _calls.without(call, loader)
    function: cst.BaseExpression
    if isinstance(call.func, cst.Attribute):
        function = call.func.with_changes(attr=cst.Name(_SAFE[name]))
    else:
        reference = change.reference("yaml", _SAFE[name])
        if reference is None:
            return None
        function = module.expression(reference)
    change.replace(call, new.with_changes(func=function))
    return Proposal(
        f"read the YAML with `{_SAFE[name]}`",
        traced,
        change.edits(),
        "" if traced else "whether the text has tags of Python's own (`!!python/…`)",
    )
