// After a link to a section, the section's entry in the table of contents is in view.
const box = document.querySelector("mdbook-sidebar-scrollbox");
const entry = document.querySelector(".current-header");
if (!box || !entry) {
    return ["no entry of the table of contents is marked"];
}
const [outer, inner] = [box.getBoundingClientRect(), entry.getBoundingClientRect()];
return inner.top < outer.top - 1 || inner.bottom > Math.min(outer.bottom, innerHeight) + 1 ? [`the entry ${short(entry)} is out of view`] : [];
