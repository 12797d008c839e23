from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("")
def list_users(): ...


@router.get("/{user_id}")
def read_user(user_id: int): ...


@router.delete("/{user_id}")
def delete_user(user_id: int): ...
