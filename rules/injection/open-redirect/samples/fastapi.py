from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse

router = APIRouter()
ALLOWED_TARGETS = {"https://a.example.com", "https://b.example.com"}


@router.get("/go")
async def go(url: str):
    # ruleid: open-redirect
    return RedirectResponse(url)


@router.get("/back")
async def back(next: str = "/"):
    # ruleid: open-redirect
    return RedirectResponse(url=next, status_code=303)


@router.get("/old/{item}")
async def old(item: str):
    # ok: open-redirect
    return RedirectResponse(f"/new/{item}")


@router.get("/number/{item}")
async def number(item: int):
    # ok: open-redirect
    return RedirectResponse("//" + str(item))


@router.get("/allowed")
async def allowed(url: str):
    if url not in ALLOWED_TARGETS:
        raise HTTPException(400)
    # ok: open-redirect
    return RedirectResponse(url)
