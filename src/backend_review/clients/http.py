"""Requests to other services: requests, httpx, aiohttp, urllib, axios, fetch, got, undici, net/http."""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, makes, table
from backend_review.model.values import HOLE, Unknown, Value, text_of

_VERBS = "get post put patch delete head options request"
TYPES = {
    **dict.fromkeys(("requests.Session", "requests.sessions.Session", "requests.session"), "requests.Session"),
    "httpx.Client": "httpx.Client", "httpx.AsyncClient": "httpx.AsyncClient", "aiohttp.ClientSession": "aiohttp.Client",
    "axios.create": "axios.Client", "axios.AxiosInstance": "axios.Client", "axios.Axios": "axios.Client",
    "net/http.Client": "nethttp.Client", "net/http.DefaultClient": "nethttp.Client",
    "@nestjs/axios.HttpService": "nestaxios.Client", "got.extend": "axios.Client",
    **dict.fromkeys(("github.com/go-resty/resty/v2.New", "github.com/go-resty/resty/v2.Client"), "resty.Client"),
}  # fmt: skip
ATTRIBUTES = {"nestaxios.Client.axiosRef": "axios.Client", "net/http.DefaultClient": "nethttp.Client"}


def _out(blocks: bool, index: int = 0) -> Rule:
    def rule(use: Use) -> Value:
        url = text_of(use.arg(index))
        use.emit("outbound_call", url if url and url != HOLE else use.name)
        if blocks:
            use.emit("may_block", use.name)
        return Unknown()

    return rule


RULES: dict[str, Rule] = {
    **table("requests", _VERBS, _out(True)),
    **table("requests.Session", _VERBS, _out(True)),
    "requests.Session": makes("requests.Session"),
    "requests.request": _out(True, 1),
    **table("httpx", f"{_VERBS} stream", _out(True)),
    **table("httpx.Client", f"{_VERBS} send stream", _out(True)),
    **table("httpx.AsyncClient", f"{_VERBS} send stream", _out(False)),
    "httpx.Client": makes("httpx.Client"),
    "httpx.AsyncClient": makes("httpx.AsyncClient"),
    **table("aiohttp.Client", f"{_VERBS} ws_connect", _out(False)),
    "aiohttp.request": _out(False, 1),
    "urllib.request.urlopen": _out(True),
    "axios": _out(False),
    "axios.create": makes("axios.Client"),
    **table("axios", _VERBS, _out(False)),
    **table("axios.default", _VERBS, _out(False)),
    **table("axios.Client", f"{_VERBS} __call__ json", _out(False)),
    **table("nestaxios.Client", _VERBS, _out(False)),
    **dict.fromkeys(("builtins.fetch", "node-fetch", "node-fetch.default", "undici.fetch", "undici.request", "got", "cross-fetch",
                     "isomorphic-fetch", "superagent"), _out(False)),
    **table("got", "get post put patch delete", _out(False)),
    **table("superagent", "get post put patch delete", _out(False)),
    **{f"{module}.{name}": _out(False) for module in ("http", "https") for name in ("request", "get")},
    **table("net/http", "Get Post PostForm Head", _out(False)),
    **table("nethttp.Client", "Do Get Post PostForm Head", _out(False)),
}  # fmt: skip
RULES.pop("requests.Session")  # a session is made, nothing is opened: its type says enough
