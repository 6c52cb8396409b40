"""The demo behind tools/demo: the plugin used as a user would use it, against the local server."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.desktop.harness import Desktop, VirtualScreen  # noqa: E402
from tests.ocm_server import OcmServer  # noqa: E402

FILES = ("stations.gpkg", "stations.kmz", "stations.kml", "stations.html", "map.png", "screen.png")


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the plugin on invented demo data.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "demo-output", help="where the results go")
    parser.add_argument("--open", action="store_true", help="open QGIS on this screen, the plugin ready")
    options = parser.parse_args()
    with OcmServer() as server:
        print(f"A local server that behaves like Open Charge Map runs at {server.url}")
        environment = {"OCM_API_URL": server.url, "OCM_API_KEY": server.key}
        if options.open:
            return open_qgis(environment)
        return run_demo(options.folder.resolve(), environment)


def open_qgis(environment: dict[str, str]) -> int:
    """QGIS on the user's screen, in a profile of its own, until it is closed."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("There is no screen here. Without --open the demo runs on a virtual one.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="ocm-demo-") as folder:
        desktop = Desktop(Path(folder), Path(folder), screen=None)
        desktop.install()
        desktop.write_settings(enabled=True, settings={})
        print("Opening QGIS. In it: Web ▸ Open Charge Map ▸ Search Stations, then Search.")
        command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(Path(folder) / "profiles")]
        # The Rhine valley, where the invented stations are.
        command += ["--extent", "4,47.4,9.2,52.2"]
        return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


def run_demo(folder: Path, environment: dict[str, str]) -> int:
    """QGIS on a virtual screen, driven through the panel; the results in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    screen = VirtualScreen()
    try:
        with tempfile.TemporaryDirectory(prefix="ocm-demo-") as workplace:
            desktop = Desktop(Path(workplace), Path(workplace) / "pictures", screen)
            run = desktop.run("demo", arguments={"folder": str(folder)}, environment=environment, timeout=180)
            if run.error or run.exceptions or run.exit_code:
                shutil.copytree(run.folder, folder / "failure", dirs_exist_ok=True)
                print(
                    f"The demo failed; pictures are in {folder / 'failure'}.\n{run.error}{run.exceptions}{run.output}"
                )
                return 1
    finally:
        screen.close()
    print(run.result["message"])
    print(f"Results in {folder}:")
    for name in FILES:
        print(f"  {name:14} {(folder / name).stat().st_size:9,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
