// Nothing is lost in print, also from the dark theme.
const findings = [];
for (const box of all("main *")) {
    const style = getComputedStyle(box);
    const clips = (overflow) => overflow !== "visible" && overflow !== "clip";
    if (!shown(box) || box.closest("svg") || style.display === "inline" || style.position === "absolute") {
        continue;
    }
    if ((clips(style.overflowY) && box.scrollHeight > box.clientHeight + 2) || (clips(style.overflowX) && box.scrollWidth > box.clientWidth + 2)) {
        findings.push(`${short(box)} is cut on paper`);
    }
}
for (const answer of all("details")) {
    const inside = answer.querySelector(":scope > :not(summary)");
    if (inside && (!inside.checkVisibility({ contentVisibilityAuto: true }) || inside.getBoundingClientRect().height === 0)) {
        findings.push(`the answer to ${short(answer.querySelector("summary"))} is not printed`);
    }
}
for (const panel of all("[role=tabpanel]").filter((panel) => !shown(panel))) {
    findings.push(`the listing ${short(panel)} is not printed`);
}
for (const button of all("main button").filter(shown)) {
    findings.push(`the button ${short(button)} is printed`);
}
// Grounds are not printed.
return findings.concat(pale([255, 255, 255]).slice(0, 3));
