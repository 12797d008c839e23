from typing import Annotated

from fastapi import Depends, Header, HTTPException


def current_user(authorization: str = Header()):
    if not authorization:
        raise HTTPException(status_code=401)
    return {"id": 1}


CurrentUser = Annotated[dict, Depends(current_user)]
