// Not named book.js: a file of that name in the theme replaces the whole of mdbook's own script.
// What axe finds in mdbook's own page, put right: the sidebar toggle is a label without a role,
// the menu bar lies in no landmark, and boxes that scroll cannot be reached from the keyboard.
(() => {
    const toggle = document.getElementById("mdbook-sidebar-toggle");
    if (toggle) {
        toggle.setAttribute("role", "button");
        toggle.tabIndex = 0;
        toggle.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                toggle.click();
            }
        });
    }
    document.getElementById("mdbook-menu-bar")?.setAttribute("role", "banner");
    const boxes = [
        ["pre > code", "Code"],
        [".table-wrapper", "Table"],
        ["figure.picture > div", "Picture"],
    ];
    for (const [selector, label] of boxes) {
        for (const box of document.querySelectorAll(selector)) {
            box.tabIndex = 0;
            // A group, not a region: a page has dozens, and each region would be a landmark.
            box.setAttribute("role", "group");
            box.setAttribute("aria-label", label);
        }
    }
})();
