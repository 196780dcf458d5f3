from __future__ import annotations

from itertools import count

import pytest

from core.intake.restraint import Load, Machine, Restraint


class Computer:
    """Says what it is told, and how often it was asked."""

    def __init__(self) -> None:
        self.load = Load(on_battery=False, others=0.0)
        self.asked = 0

    def __call__(self) -> Load:
        self.asked += 1
        return self.load


def restraint(computer: Computer, *, on_battery: bool = True, while_busy: bool = True) -> Restraint:
    minutes = count(0, 60)
    return Restraint(lambda: (on_battery, while_busy), computer, lambda: float(next(minutes)))


def test_it_rests_on_the_battery_only_where_that_is_wanted() -> None:
    computer = Computer()
    computer.load = Load(on_battery=True, others=0.0)
    assert restraint(computer).reason() == "battery"
    assert restraint(computer, on_battery=False).reason() == ""


def test_it_rests_while_others_work_and_goes_on_when_they_are_done() -> None:
    computer = Computer()
    rules = restraint(computer)
    seen = []
    for others in (0.2, 0.6, 0.4, 0.2, 0.4):
        computer.load = Load(on_battery=False, others=others)
        seen.append(rules.reason())
    assert seen == ["", "busy", "busy", "", ""], "between the two limits it stays as it was"


def test_the_person_has_the_last_word_until_the_reason_is_another_one() -> None:
    computer = Computer()
    computer.load = Load(on_battery=True, others=0.9)
    rules = restraint(computer)
    assert rules.reason() == "battery"
    rules.overrule()
    assert rules.reason() == rules.reason() == ""
    computer.load = Load(on_battery=False, others=0.9)
    assert rules.reason() == "busy"
    computer.load = Load(on_battery=True, others=0.9)
    assert rules.reason() == "battery", "what was said of the battery then does not hold for ever"


def test_it_looks_seldom_and_not_at_all_without_rules() -> None:
    computer = Computer()
    rules = Restraint(lambda: (True, True), computer, iter([0.0, 1.0, 4.9, 5.0]).__next__)
    for _ in range(4):
        rules.reason()
    assert computer.asked == 2
    assert restraint(computer, on_battery=False, while_busy=False).reason() == ""
    assert computer.asked == 2


@pytest.mark.parametrize("error", [FileNotFoundError(2, "no /sys"), ValueError("invalid literal for int()")])
def test_a_computer_that_tells_nothing_of_its_battery_has_none(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> None:
        raise error

    monkeypatch.setattr("psutil.sensors_battery", unknown)
    assert not Machine().load().on_battery


def test_this_computer_can_be_measured() -> None:
    machine = Machine()
    assert machine.load().others == 0.0, "nothing is known yet"
    busy = sum(number * number for number in range(300_000))
    assert busy and 0.0 <= machine.load().others <= 1.0
