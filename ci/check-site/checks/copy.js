// What the copy button of a console block copies can be pasted into a shell.
const findings = [];
for (const code of all("pre > code.language-console")) {
    const button = code.parentElement.querySelector(".clip-button");
    let copied = null;
    const listen = (event) => {
        copied = event.target.value ?? getSelection().toString();
    };
    document.addEventListener("copy", listen, true);
    button?.click();
    document.removeEventListener("copy", listen, true);
    if (copied === null) {
        findings.push(`the copy button of ${short(code)} copies nothing`);
    } else if (/^(\$|#|>|PS[^>]*>) /m.test(copied)) {
        findings.push(`the copy button copies the prompt: ${JSON.stringify(copied.slice(0, 40))}`);
    }
}
return findings;
