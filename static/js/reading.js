/* A meeting's page while it is read: which agenda item one is at, the way from hit to hit of a search,
   and that what has the focus is seen.
   Everything here is a plain link without it. */

const outline = document.getElementById("outline");
const bar = document.getElementById("marks");

if (outline) {
  const links = new Map(Array.from(outline.querySelectorAll("a[data-item]"), (a) => [a.dataset.item, a]));
  const headings = [...document.querySelectorAll(".item")];
  const back = document.querySelector(".outline-back");
  const here = back?.querySelector(".outline-here");
  const passed = new Set();
  const follow = (crossings) => {
    for (const { target, isIntersecting } of crossings) passed[isIntersecting ? "add" : "delete"](target);
    const link = links.get(headings.findLast((heading) => passed.has(heading))?.dataset.item);
    outline.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (!link) return;
    link.setAttribute("aria-current", "true");
    if (here) here.textContent = link.textContent;
    const top = link.offsetTop - outline.clientHeight / 2;
    if (Math.abs(top - outline.scrollTop) > outline.clientHeight / 3) outline.scrollTop = top;
  };
  // A heading is passed when it is in the upper fifth of the window or above it, however far.
  const watcher = new IntersectionObserver(follow, { rootMargin: "9999999px 0px -80% 0px" });
  headings.forEach((heading) => watcher.observe(heading));
  back?.addEventListener("click", () => {
    outline.querySelector("details").open = true;
  });
}

// A turn far off is laid out only when one comes near it, and the browser may have guessed its height wrong.
// By the next frame the reader may have gone on, so it is asked then where the focus is.
document.addEventListener("focusin", () => {
  requestAnimationFrame(() => document.querySelector(":focus-visible")?.scrollIntoView({ block: "nearest" }));
});

// A long turn that is folded again would leave one far below it.
document.addEventListener("toggle", ({ target }) => {
  if (target.classList.contains("turn-rest") && !target.open) target.scrollIntoView({ block: "nearest" });
}, true);

// The style sheet prints what is folded; where the browser does not know how, it is opened.
if (!CSS.supports("selector(::details-content)")) {
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => (each.open = true)));
}

const hits = Array.from(document.querySelectorAll("mark[id]"), (mark) => `#${mark.id}`);

if (bar && hits.length) {
  const steps = [...bar.querySelectorAll("[data-step]")];
  const arrive = () => {
    const at = hits.indexOf(location.hash.replace("#t", "#m"));
    if (at < 0) return;
    bar.querySelector("[role=status]").textContent = `${hits.length}件中${at + 1}件目`;
    steps[0].hash = hits.at(at - 1);
    steps[1].hash = hits[(at + 1) % hits.length];
    steps[0].textContent = at ? "前へ" : "最後の一致へ"; // the round closes, and says so
    steps[1].textContent = at < hits.length - 1 ? "次へ" : "最初の一致へ";
    bar.querySelector("details").open = false;
    const mark = document.querySelector(hits[at]);
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);
  addEventListener("load", arrive); // not before: until then the browser looks for the anchor and takes the focus
  // Single letters work while the focus is in the transcript alone (WCAG 2.1.4): on the bar, on a hit.
  bar.querySelector(".marks-keys").hidden = false;
  bar.parentElement.addEventListener("keydown", (event) => {
    const step = { p: steps[0], n: steps[1] }[event.key];
    const typing = event.target.closest("input, textarea, select");
    if (step && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) step.click();
  });
}
