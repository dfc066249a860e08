// Listings for both models: one is shown, the keys of the tab list change it, a link opens it.
const findings = [];
for (const box of all(".models")) {
    const open = () => Array.from(box.querySelectorAll(":scope figure")).filter(shown);
    const tabs = Array.from(box.querySelectorAll("[role=tab]"));
    if (tabs.length < 2) {
        findings.push(`${short(box)} has no tabs`);
        continue;
    }
    const [first] = open();
    if (open().length !== 1) {
        findings.push(`${open().length} listings of ${short(box)} are shown`);
    }
    const hidden = Array.from(box.querySelectorAll("figure")).find((figure) => figure !== first);
    location.hash = hidden.id;
    await new Promise((done) => setTimeout(done, 20));
    if (open()[0] !== hidden) {
        findings.push(`a link to #${hidden.id} does not show it`);
    }
    tabs[0].click();
    if (tabs[0].getAttribute("aria-selected") !== "true" || open().length !== 1) {
        findings.push(`the tabs of ${short(box)} do not switch`);
    }
}
// From the top again: below the menu bar a tab is half covered, as everything is that scrolls.
history.replaceState(null, "", location.pathname);
scrollTo({ top: 0, behavior: "instant" });
return findings;
