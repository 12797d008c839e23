from pathlib import Path


class BucketArchive:
    def __init__(self, bucket):
        self.bucket = bucket

    def load_archived(self, name: str) -> bytes:
        return self.bucket.blob(name).download_as_bytes()


class FolderArchive:
    """What tests have instead of a bucket."""

    def load_archived(self, name: str) -> bytes:
        # ok: path-traversal
        return Path("/tmp/archive", name).read_bytes()


class FolderLetters:
    def load_letter(self, name: str) -> bytes:
        # ruleid: path-traversal
        return Path("/srv/letters", name).read_bytes()
