from fastapi import APIRouter

router = APIRouter(prefix="/users")


# ok: untested-route
@router.get("/{user_id}")
def user(user_id: int): ...


# ok: untested-route
@router.post("")
def create(): ...
