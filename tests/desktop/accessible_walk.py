"""Reads a window of QGIS, or uses it, as a screen reader does: over AT-SPI, from a process of its own.

    /usr/bin/python3 accessible_walk.py list "Open Charge Map"            all that shows below the node of that name
    /usr/bin/python3 accessible_walk.py press "Open Charge Map" Search    presses a control of that name there

Needs Debian's python3-pyatspi, which is for the system's Python. Writes one line of JSON.
"""

import json
import sys

import pyatspi

APPLICATION = "QGIS3"


def showing(node):
    return node.getState().contains(pyatspi.STATE_SHOWING)


def children(node):
    return [child for child in node if child is not None and showing(child)]


def below(node):
    """All nodes that show, the outer ones first."""
    for child in children(node):
        yield child
        yield from below(child)


def found(node, name, depth):
    """The outermost nodes of a name; docks and windows lie near the application."""
    if name in node.name:
        yield node
    elif depth:
        for child in children(node):
            yield from found(child, name, depth - 1)


def described(node):
    states = node.getState()
    return {
        "text": read_text(node),
        "role": node.getRoleName(),
        "name": node.name,
        "of": node.parent.getRoleName() if node.parent is not None else "",
        "description": node.description,
        "focusable": states.contains(pyatspi.STATE_FOCUSABLE),
        "enabled": states.contains(pyatspi.STATE_ENABLED),
        "checked": states.contains(pyatspi.STATE_CHECKED),
    }


def read_text(node):
    """What stands in it, if it holds text."""
    try:
        return node.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


def roots(name):
    desktop = pyatspi.Registry.getDesktop(0)
    return [root for app in desktop if app.name == APPLICATION for root in found(app, name, 3)]


def press(name):
    for root in roots(sys.argv[2]):
        for node in below(root):
            if node.name.replace("&", "") == name and node.getState().contains(pyatspi.STATE_ENABLED):
                actions = node.queryAction()
                names = [actions.getName(number) for number in range(actions.nActions)]
                wanted = next(word for word in ("Press", "Toggle", "ShowMenu") if word in names)
                return actions.doAction(names.index(wanted))
    return False


if sys.argv[1] == "list":
    print(json.dumps([described(node) for root in roots(sys.argv[2]) for node in (root, *below(root))]))
else:
    print(json.dumps(press(sys.argv[3])))
