import requests


class Provider:
    url = ""

    def show(self, show_id: int) -> dict:
        raise NotImplementedError


class First(Provider):
    def __init__(self) -> None:
        self.url = "https://first.example.org"

    def show(self, show_id: int) -> dict:
        # ok: server-side-request-forgery
        return requests.get(url=f"{self.url}/shows/{show_id}", timeout=60).json()


class Second(Provider):
    def __init__(self) -> None:
        self.url = "https://second.example.org"

    def show(self, show_id: int) -> dict:
        # ok: server-side-request-forgery
        return requests.get(url=f"{self.url}/shows/{show_id}", timeout=60).json()


def translated(text: str, source: str, target: str) -> str:
    # ok: server-side-request-forgery
    answer = requests.post(
        "https://api.translator.example.org"
        "/translate?api-version=3.0&from={}&to={}".format(source, target),
        json=[{"Text": text}],
        timeout=10,
    )
    return answer.json()[0]["translations"][0]["text"]


def probed(upstream: str) -> int:
    # ruleid: server-side-request-forgery
    return requests.get(f"https://{upstream}/health", timeout=5).status_code
