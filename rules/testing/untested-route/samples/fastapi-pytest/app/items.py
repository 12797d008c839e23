from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("")
def items(): ...


# ruleid: untested-route
@router.delete("/{item_id}")
def remove(item_id: int): ...
