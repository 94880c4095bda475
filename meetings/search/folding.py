"""The form in which texts are compared: printed text without the accidents of print.

What every reader takes for the same is folded: full and half width, upper and lower case and the like
(NFKC), numbers in circles and in brackets, the radicals that PDFs leave in place of characters, the families
of dashes and of tildes, and the sorts of white space, each of which becomes one space. What cannot be seen is
left out: control and format characters and variation selectors. サーバ and サーバー, 髙 and 高 stay two: the
query makes them alike, so that a reader can see it and take it away.

Folding works cluster by cluster (a character with the marks that combine with it), so that ｶﾞ becomes ガ and
each folded character still has its place in the text as printed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from meetings.characters import RADICALS

_SPACES = (
    "\t\n\v\f\r\x85\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
_DASHES = "‐‑‒–—―−─━﹘﹣－"
_TILDES = "〜∼～˜"

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓"
"""A number in a circle is one in brackets: no figure of a larger number."""

_LIKENESS = (
    RADICALS
    | {ord(circled): f"({n})" for row in _CIRCLES for n, circled in enumerate(row, 1)}
    | str.maketrans("◯", "○")
    | str.maketrans(dict.fromkeys(_DASHES, "-"))
    | str.maketrans(dict.fromkeys(_TILDES, "~"))
    | str.maketrans(dict.fromkeys(_SPACES, " "))
)
_ALIKE = re.compile(f"[{''.join(map(chr, _LIKENESS))}]")
_LIKE = {letter: letter.translate(_LIKENESS) for letter in map(chr, _LIKENESS)}

_PLAIN = (
    r" -~\t\n\r"
    r"\u2010-\u2015\u2018\u2019\u201c\u201d\u203b\u2190-\u21ff\u2500-\u26ff"
    r"\u3000-\u3029\u3030-\u3035\u3041-\u3096\u309d\u309e\u30a1-\u30fe"
    r"\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
)
"""Characters that fold to one character each, whatever is beside them: nearly all of Japanese."""
_UNEVEN = re.compile(f"[^{_PLAIN}]")
_RUNS = re.compile(f"([{_PLAIN}]+(?![^{_PLAIN}]))|[{_PLAIN}]?[^{_PLAIN}]+")
"""Plain characters that keep to themselves, or others with the plain one before them."""

_INVISIBLE = re.compile(
    r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def folds_evenly(text: str) -> bool:
    """Whether each character of the text folds to one, so that places in both are the same."""
    return _UNEVEN.search(text) is None


def fold(text: str) -> str:
    """The text for comparing. Folding a second time changes nothing."""
    if folds_evenly(text):
        return _fold_plain(text)
    folded: list[str] = []
    for run in _RUNS.finditer(text):
        if run[1]:
            folded.append(_fold_plain(run[1]))
        else:
            folded += map(_fold_cluster, _clusters(run[0]))
    return "".join(folded)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)`, and the index in `text` at which each of its characters begins, and one more: the end.

    Where one character was folded into several (… into three dots) all of them begin at the same place.
    """
    if folds_evenly(text):
        return _fold_plain(text), range(len(text) + 1)
    folded: list[str] = []
    places: list[int] = []
    for run in _RUNS.finditer(text):
        begin = run.start()
        if run[1]:
            folded.append(_fold_plain(run[1]))
            places += range(begin, run.end())
            continue
        for cluster in _clusters(run[0]):
            piece = _fold_cluster(cluster)
            folded.append(piece)
            places += [begin] * len(piece)
            begin += len(cluster)
    places.append(len(text))
    return "".join(folded), places


def _fold_plain(text: str) -> str:
    # few of its characters are: `translate` would look each of them up
    text = _ALIKE.sub(lambda found: _LIKE[found[0]], text)
    return unicodedata.normalize("NFKC", text).lower()


def _clusters(text: str) -> list[str]:
    """Each character with those that combine with it."""
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@lru_cache(maxsize=4096)
def _continues(character: str) -> bool:
    """Whether it belongs to the character before it: a mark, the end of a Korean syllable, or nothing."""
    if _INVISIBLE.match(character):
        return True
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first) in {"Mn", "Mc", "Me"} or "\u1160" <= first <= "\u11ff"


@lru_cache(maxsize=16384)
def _fold_cluster(cluster: str) -> str:
    folded = _INVISIBLE.sub("", cluster)
    for _ in range(4):  # lower case may leave what NFKC would join; two rounds settle all of Unicode
        before, folded = folded, _INVISIBLE.sub("", _fold_plain(folded))
        if folded == before:
            break
    return folded


# Old and new forms of kanji: 學 and 学, 髙 and 高. One character for one, so that places stay what they are.
#
# Sources: the old forms (康熙字典体) that the 常用漢字表 of 2010 prints in brackets, as far as NFKC does not
# fold them already; the pairs of old and new forms in the 人名用漢字表; the simplified forms of JIS X 0208
# and the printed ones of the 常用漢字表 and the 表外漢字字体表; forms that differ in design alone and yet
# have two codes (戸戶); and the variants that names keep, such as 髙, 﨑, 邉, 嶋, 舘, as the
# 戸籍法施行規則 (別表第二) and the table of variants ja-itaiji 1.0.2 (MIT licence) have them. 斉 and 斎 are
# two words and one name: `word_keys.py` joins them.
_GROUPS = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧
横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸
寛寬 関關 歓歡 観觀 顔顏 気氣 亀龜 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區
駆驅駈 勲勳勛 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 研硏 県縣 倹儉
剣劍劔剱釼 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國 黒黑 砕碎 済濟
斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁
獣獸 縦縱 粛肅 処處 叙敍 将將 称稱 渉涉 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓
醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝
専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增
蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲
痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵銕 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬭鬪
徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 浜濱濵 瓶甁 払拂
仏佛 併倂 並竝 餅餠 辺邊邉 変變 弁辨瓣辯 歩步 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥
与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 励勵 戻戾 霊靈 齢齡
暦曆 歴歷 恋戀 炉爐 労勞 郎郞 楼樓 録錄 湾灣 巌巖 尭堯 晋晉 檜桧 槙槇 凜凛 遥遙 瑶瑤 萌萠 亘亙 穣穰 填塡
剥剝 頬頰 叱𠮟 嘘噓 繋繫 掴摑 籠篭 鴎鷗 祷禱 涛濤 蝋蠟 莱萊 麹麴 醤醬 蝉蟬 箪簞 侠俠 噛嚙 焔焰 屏屛 躯軀
鹸鹼 鴬鶯 潅灌 頚頸 賎賤 薮藪 撹攪 没沒 戸戶 教敎 内內 説說 税稅 脱脫 鋭銳 悦悅 閲閱 概槪 既旣 緒緖 産產
飲飮 彦彥 呉吳 娯娛 強强 青靑 清淸 高髙 崎﨑嵜碕 富冨 吉𠮷 柳栁桺 桑桒 島嶋嶌 峰峯 館舘 淵渕渊 園薗 野埜
梅楳 柏栢 松枩 秋穐 船舩 昇曻 芦蘆 兎莵菟兔 壺壷 迩邇 村邨 鶴靏靍 橋槗 煕熙熈 晃晄 涼凉 聡聰 俊儁 翠翆
柿柹 皐皋 宝寶寳 凡凢 兜兠 刃刄 侃偘 美羙 遠逺 達逹 土圡 釜釡 讃讚 麟麐 喜㐂 爾尓 珍珎 昂昻 礼禮 蛎蠣
鉤鈎 糾糺 煙烟 竪豎 雁鴈 隣鄰 婿壻 畝畆 略畧 迪廸 覇霸 京亰 祢禰 飯飰
"""
"""One group a word, the modern form first."""

_BY_CHARACTER = {character: group for group in _GROUPS.split() for character in group}
_MODERN = {old: group[0] for group in _GROUPS.split() for old in group[1:]}
_OLD = re.compile(f"[{''.join(_MODERN)}]")


def modern(text: str) -> str:
    """The text in modern forms, character by character: 學校 as 学校."""
    return _OLD.sub(lambda found: _MODERN[found[0]], text)


def spellings_of(character: str) -> tuple[str, ...]:
    """All forms of a character, the modern one first; itself alone where there are no others."""
    return tuple(_BY_CHARACTER.get(character, character))
