// Lets the header's labels work by keyboard, and suggests a search on the page for missing addresses.

for (const label of document.querySelectorAll(".md-header label[role=button]")) {
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    label.click();
  });
}

const missing = document.querySelector("[data-ph-missing]");
if (missing) {
  const last = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  let words = last;
  try {
    words = decodeURIComponent(last);
  } catch {
    // A malformed escape is left as it is.
  }
  missing.value = words.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
}
