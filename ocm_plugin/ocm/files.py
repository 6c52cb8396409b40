"""Files that appear only when they are whole: written beside their place and renamed into it."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import FileWriteError

_SENTENCES = {
    errno.ENOSPC: "The disk is full: {path} was not written. Please make room or choose another folder.",
    errno.EDQUOT: "Your share of the disk is used up: {path} was not written. Please choose another folder.",
    errno.EROFS: "The folder of {path} is read-only. Please choose another folder.",
    errno.EACCES: "{path} may not be written. Please close programs that have it open, or choose another folder.",
    errno.EPERM: "{path} may not be written. Please close programs that have it open, or choose another folder.",
    errno.ENOENT: "The folder of {path} does not exist. Please choose another folder.",
    errno.ENOTDIR: "The folder of {path} is not a folder. Please choose another one.",
    errno.EISDIR: "{path} is a folder. Please choose a file name.",
    errno.ENAMETOOLONG: "The name of {path} is too long. Please choose a shorter one.",
}


def write_error(path: str | os.PathLike[str], error: OSError) -> FileWriteError:
    """The refusal of the system to write a file, as a sentence for the person."""
    sentence = _SENTENCES.get(error.errno or 0, "{path} could not be written. Please choose another folder.")
    return FileWriteError(sentence.format(path=path), f"{type(error).__name__}: {error}")


@contextlib.contextmanager
def written_whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it takes the place of `path` when the block ends well.

    After any failure nothing is left behind, and what was at `path` before is untouched. The temporary file has the
    ending of `path`, since drivers choose the format by it. Raises FileWriteError with a sentence for the person when
    the system refuses (disk full, read-only, no such folder, file in use).
    """
    target = Path(path)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    except OSError as error:
        raise write_error(target, error) from error
    part = folder / target.name
    try:
        yield part
        with open(part, "rb+") as written:
            os.fsync(written.fileno())
        os.replace(part, target)
    except OSError as error:
        raise write_error(target, error) from error
    finally:
        for leftover in folder.iterdir():
            leftover.unlink()
        folder.rmdir()
