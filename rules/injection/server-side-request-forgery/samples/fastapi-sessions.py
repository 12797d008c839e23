from fastapi import APIRouter
from requests import Session

router = APIRouter()


@router.get("/preview")
def preview(url: str):
    with Session() as http:
        # ruleid: server-side-request-forgery
        return http.get(url, timeout=5).text


@router.delete("/preview")
def forget(url: str):
    upstream = Session()
    # ruleid: server-side-request-forgery
    return upstream.delete(url, timeout=5).status_code
