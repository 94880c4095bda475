"""What stands between turns: headings in lines of marks, closed doors, what a group talked over."""

import pytest

from .sittings import meeting_in

HEAD = "第2回緑野町堤防会議　会議録\n日時　令和6年5月20日　午後2時\n場所　緑野町役場\n\n"
TALK = "（座長）堤の話を始めます。\n（河川課長）堤を三尺ほど高くいたします。\n"


@pytest.mark.parametrize("mark", ["～{}～", "－ {} －", "＝＝{}＝＝", "◆{}◆"])
def test_a_subject_between_marks_is_a_heading(mark: str) -> None:
    titles = ["堤の高さについて", "費用の分担の件"]
    text = "\n".join(f"{mark.format(title)}\n{TALK}" for title in titles)
    meeting = meeting_in(HEAD + text)
    assert [item.title for item in meeting.outline] == titles
    assert [turn.item for turn in meeting.turns] == [0, 0, 1, 1]


@pytest.mark.parametrize("note", ["〔非公開〕", "［以下非公開］", "［秘密会］"])
def test_closed_doors_are_a_note_and_no_heading(note: str) -> None:
    meeting = meeting_in(
        f"{HEAD}１　堤の高さについて\n{TALK}{note}\n（座長）公開に戻します。\n２　費用について\n{TALK}"
    )
    assert [turn.text for turn in meeting.turns if turn.kind != "speech"] == [note]
    assert len(meeting.outline) == 2
