// Each control of the page can have the focus, and is seen when it has it.
const controls = all("main :is(a[href], button, summary, input), .menu-bar :is(a, button, [role=button])")
    .filter((control) => control.checkVisibility() && control.getClientRects().length > 0 && !control.closest("[role=menu], .hidden, [hidden]")
        && control.tabIndex >= 0);
const findings = [];
for (const control of controls) {
    control.focus({ preventScroll: true });
    if (document.activeElement !== control) {
        findings.push(`the keyboard does not reach ${short(control)}`);
        continue;
    }
    control.getAnimations({ subtree: true }).forEach((animation) => animation.finish());
    for (let at = control; at; at = at.parentElement) {
        at.getAnimations().forEach((animation) => animation.finish());
        const { opacity, visibility } = getComputedStyle(at);
        if (opacity < 0.5 || visibility === "hidden") {
            findings.push(`${short(control)} has the focus and is not seen`);
            break;
        }
    }
}
document.activeElement?.blur();
return findings;
