"""Loading and unloading the plugin again and again leaves QGIS as it was."""

from __future__ import annotations

LIVES = 5


def test_five_lives_leave_all_counts_as_before(desktop) -> None:
    run = desktop.run("leaks", enabled=False, arguments={"lives": LIVES}, timeout=180)
    run.check()
    before, loaded, after = run.result["before"], run.result["loaded"], run.result["after"]
    print("\n{:34}{:>8}{:>8}  after each unload".format("", "before", "loaded"))
    for name, count in before.items():
        print(f"{name:34}{count:8}{loaded[0][name]:8}  {[cycle[name] for cycle in after]}")

    assert before["layer menu entries"] > 0 and before["options pages"] > 0
    # The counting sees the plugin at all.
    assert loaded[0]["actions"] > before["actions"]
    assert loaded[0]["providers"] == before["providers"] + 1
    assert len(after) == LIVES
    for cycle in after:
        assert {name: (before[name], cycle[name]) for name in before if cycle[name] != before[name]} == {}


def test_a_leaked_action_is_seen(desktop) -> None:
    run = desktop.run("leaks", enabled=False, arguments={"lives": 1, "leak": True}, timeout=180)
    run.check()
    assert run.result["after"][-1]["actions"] == run.result["before"]["actions"] + 1
