// Names that complete the search box while one types: a combobox with a list, as the WAI-ARIA practices have it.
// Choosing a name leads to its page. Without this script the box is a plain field.
"use strict";

const PAUSE = 150; // milliseconds without a key, after which names are asked for

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function complete(form) {
  const input = form.querySelector(".search-box-input");
  const list = element("ul", "names");
  const status = element("p", "visually-hidden");
  let names = [];
  let active = -1; // none: the focus is on what is typed
  let pause;
  let request;

  list.id = `${input.id}-names`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "名称の候補");
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.parentElement.append(list, status);

  function mark(place) {
    active = place;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  }

  function option(name, at) {
    const made = element("li", "name");
    made.id = `${list.id}-${at}`;
    made.setAttribute("role", "option");
    made.append(element("span", "name-what", name.what), " ", element("span", "", name.name), " ", element("span", "name-place", name.place));
    made.addEventListener("click", () => location.assign(name.path));
    return made;
  }

  function show(found) {
    names = found;
    list.replaceChildren(...names.map(option));
    open(names.length > 0);
    status.textContent = names.length ? `名称の候補が${names.length}件あります。上下の矢印キーで選べます。` : "";
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(input.value)}`, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).names);
    } catch {
      // the next key asks again
    }
  }

  function press(event) {
    if (event.isComposing) return; // the keys are the input method's
    const isOpen = !list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && names.length && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const from = isOpen ? active : -1;
      if (!isOpen) open(true);
      if (!event.altKey) mark(((from + step + names.length + 2) % (names.length + 1)) - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // once: what is typed stays
      open(false);
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      location.assign(names[active].path);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
}

for (const form of document.querySelectorAll("form[data-names]")) complete(form);
