"""Characters that are used in place of others on paper and on screen. No Django."""

import unicodedata

# What PDFs leave of 長, 青 and the like: NFKC folds the Kangxi radicals, but hardly any of their supplement.
RADICALS_BESIDE_NFKC = str.maketrans(
    "⺅⺌⺒⺖⺘⺙⺝⺟⺠⺡⺣⺨⺩⺫⺬⺭⺮⺼⺾⻁⻂⻃⻄⻆⻌⻍⻑⻖⻘⻝⻞⻟⻣⻤⻨⻩⻫⻭⻯⻲",
    "亻小巳忄扌攵月母民氵灬犭王目示礻竹月艹虎衤西西角辶辶長阝青食食飠骨鬼麦黄斉歯竜亀",
)
"""The radicals of the supplement, and the characters they look like."""

RADICALS = RADICALS_BESIDE_NFKC | str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)
"""Those, and the Kangxi radicals: one character for one."""

HIRAGANA = "".join(map(chr, range(ord("ぁ"), ord("ゖ") + 1)))
KATAKANA = "".join(map(chr, range(ord("ァ"), ord("ヶ") + 1)))
"""The same letters in the same order."""
TO_KATAKANA = str.maketrans(HIRAGANA, KATAKANA)
