from fastapi import Depends, FastAPI
from lxml import etree

app = FastAPI()


class Accounts:
    def __init__(self):
        self.tree = etree.parse("accounts.xml")

    def named(self, name):
        # ruleid: xpath-injection
        return self.tree.xpath(f"//account[@user='{name}']")

    def named_safely(self, name):
        # ok: xpath-injection
        return self.tree.xpath("//account[@user=$name]", name=name)


@app.get("/accounts/{name}")
def account(name: str, accounts: Accounts = Depends(Accounts)):
    return {"found": len(accounts.named(name)), "safe": len(accounts.named_safely(name))}
