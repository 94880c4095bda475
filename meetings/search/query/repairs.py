"""Messages to the reader where the text was not read as typed: one sentence of each kind."""

TOO_LONG = "長すぎるので、先頭の200文字だけを読みました。"
TOO_MANY = "一度に使える条件は16個までなので、{}を除きました。"
OPEN_QUOTE = "引用符が閉じられていないので、末尾までを引用として読みました。"
OPEN_BRACKET = "かっこが閉じられていないので、末尾で閉じました。"
STRAY_BRACKET = "{}に対応する開きかっこがないので、除きました。"
EMPTY_BRACKETS = "中身のないかっこを除きました。"
LONE_OPERATOR = "{}の前か後に語がないので、除きました。"
LONE_MINUS = "「-」の直後に語がないので、「-」を除きました。"
ONLY_SIGNS = "{}は記号だけなので、除きました。"
UNFINISHED = "{}の終わりの英字は、かなを入力している途中のものとして除きました。"
NO_VALUE = "{}の後に語がないので、除きました。"
NEAR_WORDS = "{}は語と語の間だけで使えるので、「かつ」として読みました。"
NO_DISTANCE = "{}の字数が読めないので、30字以内として読みました。"
TOO_FAR = "{}の字数は50までなので、50字以内として読みました。"
DOUBLE_NEGATION = "除外の除外は、含めるものとして読みました。"
NO_DATE = "{}は日付として読めないので、除きました。"
NEGATED_LIMIT = "期間は除外できないので、{}を除きました。"
LIMIT_OF_ALL = "{}は、検索全体の期間として読みました。"
SEVERAL_SINCE = "from:が二つ以上あるので、もっとも後の日を使いました。"
SEVERAL_UNTIL = "to:が二つ以上あるので、もっとも前の日を使いました。"
SWAPPED = "期間の始まりが終わりより後なので、入れ替えました。"

MOST_PIECES = 3
LONGEST_PIECE = 20


class Repairs:
    """Sentences in the order in which their kind first occurred, with the pieces of text they are about."""

    def __init__(self) -> None:
        self._pieces: dict[str, dict[str, None]] = {}

    def say(self, sentence: str, piece: str = "") -> None:
        """Note a repair; `piece` is what was typed."""
        self._pieces.setdefault(sentence, {})[piece] = None

    def sentences(self) -> tuple[str, ...]:
        """One sentence a kind, however often it happened."""
        return tuple(sentence.format(_listed(list(pieces))) for sentence, pieces in self._pieces.items())


def _listed(pieces: list[str]) -> str:
    shown = [
        piece if len(piece) <= LONGEST_PIECE else f"{piece[:LONGEST_PIECE]}…"
        for piece in pieces[:MOST_PIECES]
    ]
    return "".join(f"「{piece}」" for piece in shown) + ("など" if len(pieces) > MOST_PIECES else "")
