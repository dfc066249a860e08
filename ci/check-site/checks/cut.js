// What is cut on screen has a button beside it that shows the rest.
const findings = [];
for (const box of all("main pre > code, main figure > div, main figure > pre")) {
    const cut = () => box.scrollHeight > box.clientHeight + 2 && getComputedStyle(box).overflowY !== "visible";
    if (!cut() || !shown(box)) {
        continue;
    }
    const button = box.closest("figure")?.querySelector("button.unfold");
    if (!button || !shown(button)) {
        findings.push(`${short(box)} is cut after ${box.clientHeight} of ${box.scrollHeight} px and does not say so`);
        continue;
    }
    button.click();
    if (cut()) {
        findings.push(`the button "${button.textContent}" does not show all of ${short(box)}`);
    }
    button.click();
}
return findings;
