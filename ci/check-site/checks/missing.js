// The page for an address that does not exist has its style and its links.
const findings = [];
if (document.styleSheets.length === 0) {
    findings.push("the page has no style");
}
for (const sheet of document.styleSheets) {
    if (sheet.href && performance.getEntriesByName(sheet.href)[0]?.responseStatus !== 200) {
        findings.push(`the style ${sheet.href} is missing`);
    }
}
for (const { name, responseStatus } of performance.getEntriesByType("resource")) {
    if (responseStatus !== 200) {
        findings.push(`${name}: ${responseStatus}`);
    }
}
return findings;
