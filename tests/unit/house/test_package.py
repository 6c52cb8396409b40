"""The package holds what is committed and belongs to the plugin, and is the same, byte for byte, each time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def run(*command: object, cwd: Path) -> str:
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def pack(root: Path, folder: Path) -> Path:
    run(sys.executable, root / "tools" / "package", "--folder", folder, cwd=root)
    (package,) = folder.glob("*.zip")
    return package


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    """A small repository with this project's tools, to commit odd things to."""
    repository = tmp_path / "repository"
    for name in ("tools/package", "metadata.txt", "__init__.py", "LICENSE"):
        target = repository / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((root / name).read_bytes())
    run("git", "init", "--quiet", ".", cwd=repository)
    commit(repository)
    return repository


def commit(repository: Path) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    run("git", "add", "--all", ".", cwd=repository)
    run("git", *identity, "commit", "--quiet", "--message", "State", cwd=repository)


def names(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        return archive.namelist()


def test_two_builds_are_equal_byte_for_byte(root: Path, tmp_path: Path) -> None:
    first, second = pack(root, tmp_path / "first"), pack(root, tmp_path / "second")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_only_the_plugin_goes_in(root: Path, tmp_path: Path) -> None:
    packed = names(pack(root, tmp_path))
    assert {name.split("/")[0] for name in packed} == {"openchargemap"}
    assert {name.split("/")[1] for name in packed} <= {
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "__init__.py",
        "metadata.txt",
        "ocm_plugin",
        "resources.qrc",
        "ui",
    }
    assert packed == sorted(packed)


def test_permissions_and_times_are_fixed(root: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack(root, tmp_path)) as archive:
        for entry in archive.infolist():
            assert entry.external_attr >> 16 == 0o100644, entry.filename
            assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry.filename


def test_files_that_are_not_committed_stay_out(repository: Path, tmp_path: Path) -> None:
    (repository / "ocm_plugin").mkdir()
    (repository / "ocm_plugin" / "draft.py").write_text("", encoding="utf-8")
    (repository / "metadata.txt").write_text("[general]\nversion=99\n", encoding="utf-8")
    package = pack(repository, tmp_path / "built")
    assert "openchargemap/ocm_plugin/draft.py" not in names(package)
    assert "99" not in package.name


def test_a_committed_file_outside_the_plugin_stays_out(repository: Path, tmp_path: Path) -> None:
    for name in ("tests/test_x.py", "docs/fields.md", ".ci/run", "ui/form.ui"):
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    commit(repository)
    packed = names(pack(repository, tmp_path / "built"))
    assert "openchargemap/ui/form.ui" in packed
    assert not [name for name in packed if "tests/" in name or "docs/" in name or ".ci" in name]
    assert "openchargemap/tools/package" not in packed


def test_the_file_mode_in_git_does_not_reach_the_package(repository: Path, tmp_path: Path) -> None:
    (repository / "__init__.py").chmod(0o755)
    commit(repository)
    with zipfile.ZipFile(pack(repository, tmp_path / "built")) as archive:
        assert archive.getinfo("openchargemap/__init__.py").external_attr >> 16 == 0o100644
