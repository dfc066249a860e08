// Not named book.js: a file of that name in the theme replaces the whole of mdbook's own script.
// Everything here adds to a page that can be read without it.
"use strict";

// What axe finds in mdbook's own page: the sidebar toggle is a label without a role, and the menu
// bar lies in no landmark.
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
    // The themes that this book does not offer. Hidden, they would hold up the arrow keys in the menu.
    for (const theme of ["rust", "coal", "ayu"]) {
        document.getElementById(`mdbook-theme-${theme}`)?.closest("li")?.remove();
    }
})();

// The arrows name the page that they lead to, and so does a screen reader.
(() => {
    const titles = new Map();
    for (const link of document.querySelectorAll("#mdbook-sidebar a[href]")) {
        const number = link.querySelector("strong")?.textContent ?? "";
        titles.set(link.href, link.textContent.replace(number, "").trim());
    }
    for (const arrow of document.querySelectorAll(".nav-chapters, .mobile-nav-chapters")) {
        const title = titles.get(arrow.href);
        if (title) {
            arrow.title = title;
            arrow.setAttribute("aria-label", `${arrow.getAttribute("aria-label")}: ${title}`);
            const label = document.createElement("span");
            label.className = "arrow-title";
            label.textContent = title;
            arrow.append(label);
        }
    }
})();

// A link to a section of a long page: the section's entry in the table of contents comes into view.
(() => {
    const reveal = () => {
        requestAnimationFrame(() => {
            document.querySelector(".current-header")?.scrollIntoView({ block: "nearest" });
        });
    };
    if (location.hash) {
        addEventListener("load", reveal);
    }
    addEventListener("hashchange", reveal);
})();

// Listings for both models: tabs. Each panel keeps its figure and the figure's id.
(() => {
    const stored = "callout-model";
    const groups = [];
    const label = (figure) => figure.dataset.model ?? figure.id.slice(0, 3).toUpperCase();
    const select = (model, focused) => {
        for (const { tabs, panels } of groups) {
            const index = Math.max(0, tabs.findIndex((tab) => tab.textContent === model));
            tabs.forEach((tab, at) => {
                tab.setAttribute("aria-selected", String(at === index));
                tab.tabIndex = at === index ? 0 : -1;
                panels[at].hidden = at !== index;
            });
        }
        focused?.focus();
    };
    const choose = (tab) => {
        const before = tab.getBoundingClientRect().top;
        select(tab.textContent, tab);
        // Tabs above this one changed their heights, too.
        scrollBy(0, tab.getBoundingClientRect().top - before);
        try {
            localStorage.setItem(stored, tab.textContent);
        } catch {
            // The choice holds for this page.
        }
    };
    document.querySelectorAll(".models").forEach((box, number) => {
        const panels = Array.from(box.querySelectorAll(":scope > figure"), (figure) => {
            const panel = document.createElement("div");
            figure.replaceWith(panel);
            panel.append(figure);
            return panel;
        });
        if (panels.length < 2) {
            return;
        }
        const list = document.createElement("div");
        list.setAttribute("role", "tablist");
        list.setAttribute("aria-label", "Driver model");
        const tabs = panels.map((panel, at) => {
            const tab = document.createElement("button");
            tab.type = "button";
            tab.id = `models-${number}-tab-${at}`;
            tab.textContent = label(panel.firstElementChild);
            tab.setAttribute("role", "tab");
            panel.id = `models-${number}-panel-${at}`;
            panel.setAttribute("role", "tabpanel");
            panel.setAttribute("aria-labelledby", tab.id);
            tab.setAttribute("aria-controls", panel.id);
            tab.addEventListener("click", () => choose(tab));
            return tab;
        });
        list.addEventListener("keydown", (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            const at = tabs.indexOf(document.activeElement);
            if (step && at >= 0) {
                event.preventDefault();
                event.stopPropagation();
                choose(tabs[(at + step + tabs.length) % tabs.length]);
            }
        });
        list.append(...tabs);
        box.prepend(list);
        groups.push({ tabs, panels });
    });
    if (groups.length === 0) {
        return;
    }
    let model = null;
    try {
        model = localStorage.getItem(stored);
    } catch {
        // No choice is stored.
    }
    select(model);
    // A link to a listing in a closed tab opens it.
    const follow = () => {
        const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const panel = target && target.closest(".models > [role=tabpanel]");
        if (panel?.hidden) {
            select(document.getElementById(panel.getAttribute("aria-labelledby")).textContent);
            target.scrollIntoView();
        }
    };
    addEventListener("hashchange", follow);
    follow();
})();

// A link to each listing, in its caption.
for (const figure of document.querySelectorAll("main figure[id]")) {
    const caption = figure.querySelector("figcaption p:last-child") ?? figure.querySelector("figcaption");
    if (caption) {
        const link = document.createElement("a");
        link.className = "permalink";
        link.href = `#${figure.id}`;
        link.title = "Link to this listing";
        link.setAttribute("aria-label", `Link to this listing, ${figure.id}`);
        link.textContent = "#";
        caption.append(" ", link);
    }
}

// Prompts of console blocks are taken out of the text. A line without one is output.
for (const code of document.querySelectorAll("pre > code.language-console")) {
    const text = code.textContent.replace(/\n$/, "");
    code.replaceChildren();
    for (const line of text.split("\n")) {
        const [, prompt, rest] = /^([$#>] |PS> )?(.*)$/s.exec(line);
        if (prompt) {
            const drawn = document.createElement("span");
            drawn.className = "prompt";
            drawn.dataset.prompt = prompt;
            code.append(drawn);
        }
        code.append(`${rest}\n`);
    }
}

// A hyphen is a place where a browser breaks a line, also in `cargo xtask load-test`.
for (const code of document.querySelectorAll("main :not(pre) > code")) {
    const text = code.textContent;
    if (code.childElementCount === 0 && text.includes("-")) {
        code.replaceChildren();
        for (const word of text.split(/(\s+)/)) {
            if (/^\S*-\S*$/.test(word) && word.length <= 30) {
                const whole = document.createElement("span");
                whole.className = "whole";
                whole.textContent = word;
                code.append(whole);
            } else {
                code.append(word);
            }
        }
    }
}

// On a narrow screen a row of a table becomes a card; its cells need the names of their columns, and
// the table the roles that it loses with its display.
for (const table of document.querySelectorAll("main table")) {
    const columns = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent);
    if (columns.length < 2) {
        continue;
    }
    table.classList.add("cards");
    table.setAttribute("role", "table");
    for (const [selector, role] of [["thead, tbody", "rowgroup"], ["tr", "row"], ["th", "columnheader"], ["td", "cell"]]) {
        for (const part of table.querySelectorAll(selector)) {
            part.setAttribute("role", role);
        }
    }
    for (const row of table.querySelectorAll("tbody tr")) {
        Array.from(row.cells).forEach((cell, at) => {
            cell.dataset.column = columns[at] ?? "";
        });
    }
}

// The events of a timeline as text, for screens on which the picture's own would be too small.
for (const figure of document.querySelectorAll("main figure.picture")) {
    const events = figure.querySelectorAll("svg.timeline .event");
    if (events.length === 0) {
        continue;
    }
    const list = document.createElement("ol");
    list.className = "events";
    // The picture's description has them already.
    list.setAttribute("aria-hidden", "true");
    for (const event of events) {
        const [time, what] = event.querySelectorAll("text");
        const item = document.createElement("li");
        const when = document.createElement("time");
        when.textContent = time?.textContent ?? "";
        const text = document.createElement("span");
        text.textContent = what?.textContent ?? "";
        text.className = what?.classList.contains("bad") ? "bad" : "";
        item.append(when, text);
        list.append(item);
    }
    figure.querySelector("div")?.after(list);
    figure.classList.add("with-events");
}

// A report longer than a screen is folded, with a button that says how much there is.
for (const pre of document.querySelectorAll("main figure.capture > pre")) {
    const code = pre.querySelector("code");
    const lines = code.textContent.trimEnd().split("\n").length;
    if (lines <= 48) {
        continue;
    }
    pre.classList.add("folded");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    const say = () => {
        const folded = pre.classList.contains("folded");
        button.textContent = folded ? `Show all ${lines} lines` : "Show less";
        button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => {
        pre.classList.toggle("folded");
        say();
    });
    say();
    pre.after(button);
}

// Boxes that scroll sideways: the keyboard reaches them while they do, and their arrow keys scroll
// them instead of turning the page.
(() => {
    const overflows = (box) => box.scrollWidth > box.clientWidth + 1;
    const kinds = [
        ["pre > code", "Code"],
        [".table-wrapper", "Table"],
        ["figure.picture > div", "Picture"],
    ];
    const label = new Map();
    const update = (box) => {
        if (overflows(box)) {
            box.tabIndex = 0;
            // A group, not a region: a page has dozens, and each region would be a landmark.
            box.setAttribute("role", "group");
            box.setAttribute("aria-label", label.get(box));
        } else if (document.activeElement !== box) {
            box.removeAttribute("tabindex");
            box.removeAttribute("role");
            box.removeAttribute("aria-label");
        }
    };
    const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
    for (const [selector, name] of kinds) {
        for (const box of document.querySelectorAll(selector)) {
            label.set(box, name);
            observer.observe(box);
            box.addEventListener("keydown", (event) => {
                if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && overflows(box)) {
                    event.stopPropagation();
                }
            });
        }
    }
})();

// Paper: browsers without `::details-content` print closed answers closed.
(() => {
    let closed = [];
    addEventListener("beforeprint", () => {
        closed = Array.from(document.querySelectorAll("details:not([open])"));
        closed.forEach((answer) => { answer.open = true; });
    });
    addEventListener("afterprint", () => {
        closed.forEach((answer) => { answer.open = false; });
    });
})();
