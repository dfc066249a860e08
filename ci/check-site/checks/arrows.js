// The links to the previous and the next page name it.
const arrows = all(".nav-chapters");
const titles = arrows.map((arrow) => arrow.textContent.trim());
const findings = arrows.filter((arrow, at) => !titles[at] || !arrow.title.includes(titles[at]))
    .map((arrow) => `the arrow to ${arrow.getAttribute("href")} does not name its page`);
return arrows.length === 0 ? ["the page has no arrows"] : findings;
