// Dark and without a script: text can be read, and a listing shows what the page is about.
const findings = pale(null).slice(0, 5);
if (luminance(channels(getComputedStyle(document.documentElement).backgroundColor).rgb) > 0.2
    && luminance(ground(document.body, [255, 255, 255])) > 0.2) {
    findings.push("the page is light although the reader asks for dark");
}
if (all(".boring").some(shown)) {
    findings.push("hidden lines of listings are shown");
}
for (const figure of all("main figure").filter((figure) => !shown(figure))) {
    findings.push(`${short(figure)} is not shown`);
}
return findings;
