// 320 px: the page does not scroll sideways, a table's cells are on the screen, a word stays in one
// piece, a picture's words can be read, the title is whole.
// The page was loaded on a wide screen; a narrow one begins without the table of contents.
const contents = document.getElementById("mdbook-sidebar-toggle-anchor");
if (contents?.checked) {
    contents.checked = false;
    document.documentElement.classList.remove("sidebar-visible");
    await new Promise((done) => setTimeout(done, 350));
}
const width = document.documentElement.clientWidth;
const findings = [];
if (document.documentElement.scrollWidth > width) {
    findings.push(`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${width} px`);
}
for (const cell of all("main td").filter(shown)) {
    const { right } = cell.getBoundingClientRect();
    if (right > width + 1) {
        findings.push(`the cell ${short(cell)} ends at ${Math.round(right)} px`);
        break;
    }
}
for (const code of all("main :not(pre) > code").filter(shown)) {
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
            if (!word.includes("-") || word.length > 30) {
                continue;
            }
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const tops = new Set(Array.from(range.getClientRects(), (rectangle) => Math.round(rectangle.top)));
            if (tops.size > 1) {
                findings.push(`\`${word}\` is broken over two lines`);
            }
        }
    }
}
for (const text of all("main figure.picture text").filter(shown)) {
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    const { left, right } = text.getBoundingClientRect();
    if (size < 11) {
        findings.push(`the words "${text.textContent}" of a picture are ${size.toFixed(1)} px high`);
    } else if (left < 0 || right > width) {
        findings.push(`the words "${text.textContent}" of a picture lie off the screen`);
    }
}
const title = document.querySelector(".menu-title");
if (title && (title.scrollWidth > title.clientWidth + 1 || title.scrollHeight > title.clientHeight + 1)) {
    findings.push("the title is cut off");
}
return findings;
