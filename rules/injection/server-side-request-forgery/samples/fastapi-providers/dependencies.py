from typing import Annotated, Literal

from fastapi import Depends, Header
from providers import First, Provider, Second


def get_provider(provider: Literal["first", "second"] = "first") -> Provider:
    if provider == "first":
        return First()
    return Second()


def get_upstream(x_upstream: Annotated[str, Header()]) -> str:
    return x_upstream


provider_dep = Annotated[Provider, Depends(get_provider)]
upstream_dep = Annotated[str, Depends(get_upstream)]
