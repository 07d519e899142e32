import pytest

from leap import days, is_leap


@pytest.fixture
def century():
    return 1900


@pytest.mark.parametrize("year, expected", [(2000, True), (1996, True), pytest.param(1900, False, id="century")])
def test_leap(year, expected):
    assert is_leap(year) is expected


def test_fixture(century):
    assert days(century) == 365


def test_refused():
    with pytest.raises(ValueError, match="no such") as caught:
        days(0)
    assert caught.value.args == ("no such year",)


class TestDays:
    @pytest.mark.parametrize("year", [2020, 2024])
    def test_long(self, year):
        assert days(year) == pytest.approx(366.0)
