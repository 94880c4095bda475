// Copying links and citations, links to a selected passage, and #t12-15: the turns 12 to 15 of a meeting's page.
"use strict";

const share = document.querySelector("[data-share]");
const message = share && share.querySelector("[role=status]");
let selected = "";

async function copy(event) {
  const kind = event.currentTarget.dataset.copy;
  const written = () => document.getElementById(kind).textContent;
  const texts = { citation: written, quotation: written, link: () => document.getElementById("link").value, selection: () => selected };
  message.textContent = "";
  try {
    await navigator.clipboard.writeText(texts[kind]());
    message.textContent = "コピーしました。";
  } catch {
    message.textContent = "コピーできませんでした。文を選んでコピーしてください。";
    share.querySelector(".share-link").hidden = false;
  }
}

const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

// What of the range lies in the paragraph, widened to whole words: a browser finds a text fragment only so.
function within(paragraph, range) {
  if (!range.intersectsNode(paragraph)) return null;
  const own = document.createRange();
  own.selectNodeContents(paragraph);
  const before = own.cloneRange();
  if (own.compareBoundaryPoints(Range.START_TO_START, range) < 0) own.setStart(range.startContainer, range.startOffset);
  if (own.compareBoundaryPoints(Range.END_TO_END, range) > 0) own.setEnd(range.endContainer, range.endOffset);
  before.setEnd(own.startContainer, own.startOffset);
  const [chosen, start] = [own.toString(), before.toString().length];
  const words = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(paragraph.textContent)];
  const isIn = (word) => word.index < start + chosen.length && word.index + word.segment.length > start;
  const [first, last] = [words.findIndex(isIn), words.findLastIndex(isIn)];
  const joined = (from, to) => words.slice(Math.max(from, 0), to).map((word) => word.segment).join("").trim();
  return chosen.trim() ? { chosen, first, last, joined } : null;
}

// The fragment that leads to the selection: [before-,]begin[,end][,-after]. Nothing where it is not in one turn.
function fragment(range) {
  const node = range.startContainer;
  const text = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".turn-text");
  const parts = text ? [...text.querySelectorAll("p")].map((paragraph) => within(paragraph, range)).filter(Boolean) : [];
  const squeezed = (some) => some.replace(/\s/g, "");
  const chosen = squeezed(parts.map((part) => part.chosen).join(""));
  const whole = range.cloneContents();
  for (const button of whole.querySelectorAll("summary")) button.remove(); // of a long turn that is folded
  if (!chosen || chosen !== squeezed(whole.textContent)) return "";
  const [begin, end] = [parts[0], parts.at(-1)];
  const [before, after] = [begin.joined(begin.first - 4, begin.first), end.joined(end.last + 1, end.last + 5)];
  const isShort = begin === end && begin.last - begin.first < 24;
  const words = isShort
    ? [begin.joined(begin.first, begin.last + 1)]
    : [begin.joined(begin.first, begin.first + 8), end.joined(end.last - 7, end.last + 1)];
  const directive = [...(before && [`${encoded(before)}-`]), ...words.map(encoded), ...(after && [`-${encoded(after)}`])];
  return `#${text.closest(".turn").id}:~:text=${directive.join(",")}`;
}

function noteSelection() {
  const selection = document.getSelection();
  const found = selection.rangeCount && !selection.isCollapsed && "Segmenter" in Intl ? fragment(selection.getRangeAt(0)) : "";
  selected = found && share.dataset.share + found;
  share.querySelector("[data-copy=selection]").hidden = !found;
}

function showRange() {
  const [, first, last] = /^#t(\d+)-(\d+)$/.exec(location.hash) || [];
  const turns = [...document.querySelectorAll(".turn[id]")];
  const ends = [first, last].map((number) => turns.findIndex((turn) => turn.id === `t${number}`)).sort((a, b) => a - b);
  turns.forEach((turn, place) => turn.classList.toggle("turn-chosen", ends[0] >= 0 && place >= ends[0] && place <= ends[1]));
  if (ends[0] < 0) return;
  const go = () => turns[ends[0]].scrollIntoView();
  go();
  requestAnimationFrame(() => requestAnimationFrame(go)); // what stands above is laid out only now, and has its true height
}

// At the foot of each printed page stands its address, which a style sheet alone cannot take from the page.
if (share) {
  const foot = new CSSStyleSheet();
  foot.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(document.getElementById("link").value)}; font-size: 8pt; } }`);
  document.adoptedStyleSheets.push(foot);
}

if (share && navigator.clipboard) {
  for (const button of share.querySelectorAll("[data-copy]")) button.addEventListener("click", copy);
  for (const button of share.querySelectorAll(".share-buttons [data-copy]")) button.hidden = false;
  share.querySelector(".share-link").hidden = true; // comes back where copying fails
  share.querySelector("[data-copy=selection]").addEventListener("mousedown", (press) => press.preventDefault()); // keeps the selection
  document.addEventListener("selectionchange", noteSelection);
}
for (const link of document.querySelectorAll("a[data-range]")) link.hash = link.dataset.range;
window.addEventListener("hashchange", showRange);
showRange();
