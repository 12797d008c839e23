from .storage.disk import Disk


class Documents:
    def __init__(self, disk: Disk, folder: str):
        self.disk = disk
        self.folder = folder

    def first_page(self):
        return self.disk.read(self.folder + "/1.txt")


def attachment(disk, name):
    return disk.read_attachment(name)
