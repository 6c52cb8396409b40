"""What is worked out once for values that come again."""

from __future__ import annotations

from ocm_plugin.ocm.remembering import forget, remembered


def test_a_value_is_worked_out_once_until_it_is_forgotten() -> None:
    worked_out: list[str] = []

    @remembered(2)
    def length(text: str) -> int:
        worked_out.append(text)
        return len(text)

    assert [length("one"), length("three"), length("one")] == [3, 5, 3]
    assert worked_out == ["one", "three"]
    forget()
    assert length("one") == 3
    assert worked_out == ["one", "three", "one"]


def test_no_more_values_are_remembered_than_allowed() -> None:
    worked_out: list[int] = []

    @remembered(2)
    def double(number: int) -> int:
        worked_out.append(number)
        return 2 * number

    for number in (1, 2, 3, 3, 1):
        double(number)
    assert worked_out == [1, 2, 3, 1]
