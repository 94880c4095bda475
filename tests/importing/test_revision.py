"""A corrected document keeps the addresses of the turns that still stand."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.importing.revision import Match, match_turns

turns = st.lists(
    st.tuples(
        st.just("speech"),
        st.sampled_from(["会長", "委員", "事務局"]),
        st.text("あいう、。", min_size=1, max_size=12),
    ),
    max_size=25,
)


@given(turns, turns)
def test_every_turn_of_both_editions_is_matched_once(old: list, new: list) -> None:
    matches = match_turns(old, new)
    assert [m.old for m in matches if m.old is not None] == list(range(len(old)))
    assert [m.new for m in matches if m.new is not None] == list(range(len(new)))
    assert all(m.old is not None or m.new is not None for m in matches)


@given(turns)
def test_an_unchanged_document_matches_itself_turn_by_turn(spoken: list) -> None:
    assert match_turns(spoken, spoken) == [Match(i, i) for i in range(len(spoken))]


@given(turns, st.data())
def test_removing_one_turn_withdraws_one_turn_and_adds_none(spoken: list, data: st.DataObject) -> None:
    spoken = [*spoken, ("speech", "会長", "おわり")]
    gone = data.draw(st.integers(0, len(spoken) - 1))
    matches = match_turns(spoken, spoken[:gone] + spoken[gone + 1 :])
    assert sum(m.new is None for m in matches) == 1
    assert all(m.old is not None for m in matches)


def test_one_of_several_same_turns_removed_is_one_withdrawn() -> None:
    spoken = [("speech", label, "はい。") for label in ("委員", "委員", "委員", "会長", "委員", "会長")]
    matches = match_turns(spoken, spoken[:3] + spoken[4:])
    assert [(m.old, m.new) for m in matches] == [(0, 0), (1, 1), (2, 2), (3, None), (4, 3), (5, 4)]


def test_a_reworded_turn_is_the_same_under_its_label_only() -> None:
    before = ("speech", "事務局", "整備費は三億二千万円と見込んでいます。")
    after = "整備費は三億五千万円と見込んでいます。"
    assert match_turns([before], [("speech", "事務局", after)]) == [Match(0, 0)]
    assert match_turns([before], [("speech", "会長", after)]) == [Match(None, 0), Match(0, None)]


def test_a_turn_put_between_two_others_moves_neither() -> None:
    a, b, c = (("speech", "委員", text) for text in ("はい。", "質問があります。", "終わります。"))
    assert match_turns([a, c], [a, b, c]) == [Match(0, 0), Match(None, 1), Match(1, 2)]
