"""``eval-llm`` through the command line: figures of a model that is known to say nothing, then of the same replayed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result
from reviewer import model

Cli = Callable[..., Result]
KEY = "sk-ant-api03-" + "x" * 20


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_silent_model_finds_nothing_and_disturbs_nobody(cli: Cli) -> None:
    arguments = ("eval-llm", "--max-usd", "3", "--repeats", "2", "--cases", "2", "--format", "json")
    with model.running(model.usual()) as said:
        environment = {"ANTHROPIC_BASE_URL": said.url, "ANTHROPIC_API_KEY": KEY, "NO_PROXY": "127.0.0.1"}
        measured = cli(*arguments, **environment)
        assert measured.code == 0, measured.err
        sent = len(said.bodies)
        replayed = cli(*arguments, "--offline", **environment)
        assert len(said.bodies) == sent
    assert sent == 4  # two cases, twice: the second time is asked anew
    assert len({str(body["messages"]) for body in said.bodies}) == 4
    score = measured.json["score"]
    assert score["recall"]["value"] == 0
    assert measured.json["planned"] == 4
    assert measured.json["about"]["answered_by"] == ["claude-sonnet-5-5"]
    assert measured.json["about"]["recorded"] is False
    assert replayed.json["about"]["recorded"] is True
    assert replayed.json["score"]["recall"] == score["recall"]
    assert all("buggy" not in model.text_of(body) for body in said.bodies)


def test_money_must_be_named(cli: Cli) -> None:
    result = cli("eval-llm")
    assert result.code == 2
    assert "--max-usd" in result.err
