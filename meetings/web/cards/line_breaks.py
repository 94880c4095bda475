"""Japanese text in lines of a given width: no 。 begins a line, no 「 ends one, no Latin word is parted.

The rules are those that JIS X 4051 calls 禁則処理.
"""

from collections.abc import Callable, Iterator

NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ〃々〻ー‐–〜～…‥’”）〕］｝〉》」』】〗〙〟｠°′″℃％‰"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    ",.:;?!)]}%｡､･ｰ｣ﾞﾟｧｨｩｪｫｬｭｮｯ"
)
"""What no line begins with."""
NOT_LAST = frozenset("‘“（〔［｛〈《「『【〖〘〝｟￥＄￡＃＠§№([{｢$#@")
"""What no line ends with."""
NOT_PARTED = frozenset("…‥—―")
"""What stands in pairs."""
_LAST_LATIN = "\u024f"


def lines(text: str, width: float, advance: Callable[[str], float]) -> list[str]:
    """The text in lines that are at most so wide; `advance` is the width of a letter. What gives no place to
    end a line is broken anywhere."""
    made: list[str] = []
    line, used = "", 0.0

    def end_line() -> None:
        nonlocal line, used
        if line.strip():
            made.append(line.rstrip())
        line, used = "", 0.0

    for piece in pieces(text):
        if used + sum(map(advance, piece.rstrip())) > width:
            end_line()
        for letter in piece if line else piece.lstrip():
            if line and not letter.isspace() and used + advance(letter) > width:
                end_line()
            line, used = line + letter, used + advance(letter)
    end_line()
    return made


def pieces(text: str) -> Iterator[str]:
    """The parts between which a line may end."""
    piece = ""
    for letter in text:
        if piece and _may_part(piece, letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _may_part(piece: str, letter: str) -> bool:
    """Whether a line may end between the two. White space ends its line, where it is not seen."""
    last = piece[-1]
    if letter.isspace() or letter in NOT_FIRST or piece.rstrip()[-1:] in NOT_LAST:
        return False
    if last.isspace():
        return True
    if last == letter and letter in NOT_PARTED:
        return False
    return last > _LAST_LATIN or letter > _LAST_LATIN
