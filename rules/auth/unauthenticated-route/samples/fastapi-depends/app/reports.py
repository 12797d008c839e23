from fastapi import APIRouter, Depends

from app.deps import current_user

router = APIRouter(prefix="/reports", dependencies=[Depends(current_user)])


# ok: unauthenticated-route
@router.post("")
def create(): ...


# ok: unauthenticated-route
@router.delete("/{report_id}")
def remove(report_id: int): ...
