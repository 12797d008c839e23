import os


class Disk:
    def __init__(self, root):
        self.root = root

    def read(self, name):
        # ruleid: path-traversal
        with open(os.path.join(self.root, name)) as file:
            return file.read()

    def read_attachment(self, name):
        # ruleid: path-traversal
        with open(f"{self.root}/attachments/{name}") as file:
            return file.read()

    def read_checked(self, name):
        # ok: path-traversal
        with open(os.path.join(self.root, "reports", name)) as file:
            return file.read()

    def read_known(self, name):
        # ok: path-traversal
        with open(os.path.join(self.root, "forms", name)) as file:
            return file.read()

    def read_page(self, number):
        # ok: path-traversal
        with open(os.path.join(self.root, "pages", str(number))) as file:
            return file.read()
