"""Orders are paid here."""

from fastapi import APIRouter

from .payments import gateway

router = APIRouter()


@router.post("/orders/{order_id}/pay")
async def pay(order_id: int):
    try:
        await gateway.charge(order_id)
    except Exception:
        pass
    return {"status": "paid"}


class Importer:
    async def run(self, rows):
        for row in rows:
            try:
                await gateway.register(row)
            except Exception as error:
                continue

    def find(self, name):
        try:
            return gateway.find(name)
        except:
            return None


def invite(user):
    try: gateway.invite(user)
    except: pass
    try:
        gateway.greet(user)
    except Exception:
        # the greeting is sent again by the nightly run
        pass
