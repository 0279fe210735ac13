"""Files that are whole at every moment, and what is no file."""

import os
import threading
from pathlib import Path

import pytest

from powerhouse_site.atomic import create_file, replace_file, write_file


def test_a_file_comes_with_its_folders_and_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a/b/report.json"
    write_file(path, b"old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path], "nothing is left beside it"


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"stays")
    link.symlink_to(target)
    replace_file(link, b"new")
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"stays", b"new", False)


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    path = tmp_path / "entry.yaml"
    create_file(path, b"first")
    with pytest.raises(FileExistsError):
        create_file(path, b"second")
    assert path.read_bytes() == b"first"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a POSIX system has named pipes")
@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_written_to_and_stays(tmp_path: Path, linked: bool) -> None:
    pipe, place = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    place.symlink_to(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(place if linked else pipe, b"a report")
    reader.join(timeout=10)
    assert read == [b"a report"]
    assert pipe.is_fifo()
    assert place.is_symlink()
