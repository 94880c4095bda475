"""全国地方公共団体コード and their check digit."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Municipality
from meetings.models.municipality import check_digit, validate_code

first_five = st.from_regex(r"\A[0-9]{5}\Z")


@pytest.mark.parametrize("code", ["010006", "011002", "131016", "422011", "272078", "020001", "100005"])
def test_official_codes_are_valid(code: str) -> None:
    validate_code(code)


@pytest.mark.parametrize("code", ["", "13101", "1310160", "１３１０１６", "13101x", "131016\n", " 131016"])
def test_six_half_width_digits_or_nothing(code: str) -> None:
    with pytest.raises(ValidationError, match="半角数字6けたではありません"):
        validate_code(code)


@given(first_five)
def test_one_check_digit_is_right_and_nine_are_wrong(digits: str) -> None:
    right = check_digit(digits)
    validate_code(digits + right)
    for digit in "0123456789".replace(right, ""):
        with pytest.raises(ValidationError, match=f"6けた目は{right}です"):
            validate_code(digits + digit)


@given(first_five, st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits: str, place: int, shift: int) -> None:
    """But where the sums leave 0 and 10: the official rule gives both the check digit 1."""
    wrong = str((int(digits[place]) + shift) % 10)
    other = digits[:place] + wrong + digits[place + 1 :]
    escapes = {_remainder(digits), _remainder(other)} == {0, 10}
    assert (check_digit(digits) == check_digit(other)) == escapes


def _remainder(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), digits, strict=True)) % 11


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first_five, st.integers(0, 9))
def test_the_database_and_the_form_agree(digits: str, last: int) -> None:
    code = f"{digits}{last}"
    row = Municipality(code=code, name="緑野市", prefecture="みのり県", kind="city")
    with transaction.atomic():
        try:
            with transaction.atomic():
                Municipality.objects.bulk_create([row])
            stored = True
        except IntegrityError:
            stored = False
        transaction.set_rollback(True)
    assert stored == (check_digit(digits) == str(last))


@pytest.mark.parametrize(
    ("name", "prefecture", "kind"),
    [
        ("東京都", "東京都", "prefecture"),
        ("千代田区", "東京都", "ward"),
        ("緑野市", "みのり県", "city"),
        ("緑野町", "みのり県", "town"),
        ("緑野村", "みのり県", "village"),
        ("みのり広域連合", "みのり県", "union"),
    ],
)
def test_a_name_says_its_kind(name: str, prefecture: str, kind: str) -> None:
    assert Municipality.kind_of_name(name, prefecture) == kind


def test_a_municipality_is_named_with_its_prefecture() -> None:
    assert str(Municipality(name="緑野市", prefecture="みのり県", kind="city")) == "みのり県緑野市"
    assert str(Municipality(name="みのり県", prefecture="みのり県", kind="prefecture")) == "みのり県"
