from dependencies import provider_dep, upstream_dep
from fastapi import FastAPI
from providers import probed, translated

app = FastAPI()


def added(provider, show_id):
    return provider.show(show_id)


@app.get("/shows/{show_id}")
def show(provider: provider_dep, show_id: int):
    return added(provider, show_id)


@app.get("/translate")
def translate(text: str, source: str, target: str):
    return {"text": translated(text, source, target)}


@app.get("/health")
def health(upstream: upstream_dep):
    return {"status": probed(upstream)}
