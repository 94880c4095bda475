/* Names for the parts of the admin's choices that complete what is typed: Select2 gives them none. */
"use strict";
{
  const nameOf = (select) =>
    select.getAttribute("aria-label") ||
    [...select.labels].map((label) => label.textContent.trim().replace(/:$/, "")).join(" ");

  const nameAll = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling?.querySelector("[role=combobox]");
      const shown = box?.querySelector("[role=textbox]");
      if (!box || !shown) continue;
      const name = nameOf(select);
      shown.removeAttribute("role");
      shown.removeAttribute("aria-readonly");
      box.removeAttribute("aria-labelledby");
      const tell = () => box.setAttribute("aria-label", [name, shown.textContent.trim()].join(" ").trim());
      tell();
      django.jQuery(select).on("change", tell);
      django.jQuery(select).on("select2:open", () => {
        const field = document.querySelector(".select2-container--open .select2-search__field");
        field?.setAttribute("aria-label", `${name}をさがす`);
        const found = document.querySelector(".select2-container--open .select2-results__options");
        found?.setAttribute("aria-label", `${name}の候補`);
      });
    }
  };

  if (window.django?.jQuery) {
    django.jQuery(() => nameAll(document));
    document.addEventListener("formset:added", (event) => nameAll(event.target));
  }
}
