"""resources.qrc is the manifest of icons and forms for Qt Designer; nothing is compiled from it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

ICON_REFERENCE = re.compile(r"""icon_path\(["'](.+?)["']\)""")
FORM_REFERENCE = re.compile(r"\w+\.ui\b")


def test_the_manifest_names_exactly_the_icons_and_forms(root: Path) -> None:
    listed = [node.text for node in etree.parse(root / "resources.qrc").iter("file")]
    present = sorted(str(path.relative_to(root)) for path in (root / "ui").rglob("*") if path.is_file())
    assert listed == present


def test_every_icon_is_a_drawing_without_text_raster_or_links(root: Path) -> None:
    icons = sorted((root / "ui" / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        drawing = etree.parse(icon).getroot()
        names = {etree.QName(node).localname for node in drawing.iter() if isinstance(node.tag, str)}
        assert drawing.get("viewBox"), icon.name
        assert not names & {"text", "image", "script", "use", "foreignObject"}, icon.name


def test_code_names_only_icons_and_forms_that_exist(root: Path) -> None:
    named = set()
    for source in (root / "ocm_plugin").rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        named |= {f"{name}.svg" for name in ICON_REFERENCE.findall(text)} | set(FORM_REFERENCE.findall(text))
    present = {path.name for path in (root / "ui").rglob("*")}
    assert "openchargemap.svg" in named
    assert named <= present, f"missing: {sorted(named - present)}"


def test_every_form_keeps_its_icons_out_of_compiled_resources(root: Path) -> None:
    for form in (root / "ui").glob("*.ui"):
        document = etree.parse(form)
        assert not document.findall(".//resources/include"), f"{form.name} includes a compiled resource"
        assert not [node for node in document.iter("iconset") if (node.text or "").startswith(":/")], form.name
