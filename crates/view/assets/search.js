// Shows the rows of the index whose name has what was typed, letter case and accents aside.
"use strict";
{
  const search = document.getElementById("search");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  if (search) {
    const rows = Array.from(document.querySelectorAll("#index tbody tr"), (row) => ({
      row,
      name: plain(row.cells[0].textContent),
    }));
    const count = search.parentElement.querySelector("output");
    const show = () => {
      const wanted = plain(search.value.trim());
      let shown = 0;
      for (const { row, name } of rows) {
        row.hidden = !name.includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = shown === 1 ? "1 name" : `${shown} names`;
    };
    search.parentElement.hidden = false;
    search.addEventListener("input", show);
    show();
  }
}
