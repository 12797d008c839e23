from accounts.models import Account


class Command:
    def __init__(self, region):
        self.region = region

    def get_command(self, kind):
        return kind(self.region)


class FindAccount(Command):
    def execute(self, name):
        return Account.find(name=name, region=self.region).as_json()


class RenameAccount(Command):
    def execute(self, name):
        account = Account.find(region=self.region)
        account.name = name
        account.save()
        return account.as_json()


class MoveAccountCommand(Command):
    def execute(self, region):
        return Account.find(region=region).as_json()


class Accounts(Command):
    moving = None

    def found(self, name):
        # ok: sql-injection
        return self.get_command(FindAccount).execute(name)
