import pytest

from ..stores import FolderArchive


def test_there_is_none():
    with pytest.raises(FileNotFoundError):
        FolderArchive().load_archived("missing")
