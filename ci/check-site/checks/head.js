// One address for a page, and what other sites show of a link to it.
const of = (selector, attribute) => document.head.querySelector(selector)?.getAttribute(attribute) ?? "";
const findings = [];
const canonical = all("link[rel=canonical]");
if (canonical.length !== 1) {
    findings.push(`the page has ${canonical.length} canonical addresses`);
} else {
    const path = location.pathname.replace(/(introduction|index)\.html$/, "");
    if (new URL(canonical[0].href).pathname !== path) {
        findings.push(`the canonical address is ${canonical[0].href}`);
    }
    if (of('meta[property="og:url"]', "content") !== canonical[0].href) {
        findings.push("og:url is another address than the canonical one");
    }
}
for (const name of ["og:title", "og:description", "og:image", "og:type", "og:site_name"]) {
    if (!of(`meta[property="${name}"]`, "content")) {
        findings.push(`the page has no ${name}`);
    }
}
if (of('meta[name="twitter:card"]', "content") !== "summary_large_image") {
    findings.push("the page has no twitter:card");
}
for (const [what, address] of [["icon", of("link[rel=icon]", "href")], ["card", new URL(of('meta[property="og:image"]', "content") || "none", location).pathname]]) {
    const answer = await fetch(new URL(address || "none", location));
    const text = await answer.text();
    if (!answer.ok) {
        findings.push(`the ${what} ${address} is missing`);
    } else if (what === "icon" && !text.includes("a callout, and the arrow")) {
        findings.push("the icon is mdbook's, not the book's own");
    }
}
return findings;
