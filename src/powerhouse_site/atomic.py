"""Files that are whole at every moment: written beside their place under a name of their own, then put there."""

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_TEMPORARY = re.compile(r"\.[^/]+\.powerhouse-([0-9]+)-[0-9a-f]+\.tmp")


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path`, with the mode that it has. A link is replaced, not followed."""
    mode = stat.S_IMODE(path.lstat().st_mode)
    _put(path, data, mode, os.replace)


def create_file(path: Path, data: bytes) -> None:
    """Make a file; raises FileExistsError where something is there already, also when it came there just now."""
    _put(path, data, None, _put_where_nothing_is)


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, with the folders that it lacks, whether or not a file is there.

    For files that can be made again: they are whole at every moment, but a power cut may lose the last ones. What is no
    file, such as `/dev/null` or a pipe, is written to and stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if takes_a_stream(path):
        path.write_bytes(data)
        return
    try:
        _put(path, data, None, _put_where_nothing_is, lasting=False)
    except FileExistsError:
        _put(path, data, stat.S_IMODE(path.lstat().st_mode), os.replace, lasting=False)


def takes_a_stream(path: Path) -> bool:
    """Whether what is at `path` is no file but takes what is written to it, as `/dev/null` and pipes do."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    is_link_of_system = path.is_symlink() and path.absolute().parts[1] in ("dev", "proc")  # as /dev/stdout is
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or is_link_of_system


def remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in `folder`; files of runs that still go on stay."""
    with suppress(OSError):
        for item in list(folder.iterdir()):
            match = _TEMPORARY.fullmatch(item.name)
            if match and not _is_running(int(match[1])):
                with suppress(OSError):
                    item.unlink()


def _put(
    path: Path, data: bytes, mode: int | None, finish: Callable[[Path, Path], None], *, lasting: bool = True
) -> None:
    temporary = path.with_name(f".{path.name}.powerhouse-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                temporary.chmod(mode)
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        finish(temporary, path)
    finally:  # also when interrupted
        with suppress(FileNotFoundError):
            temporary.unlink()


def _put_where_nothing_is(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # not every file system knows hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.rename(path)


def _is_running(process: int) -> bool:
    """Whether a process goes on; where that cannot be asked without harm, it counts as going on."""
    if os.name != "posix" or process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
