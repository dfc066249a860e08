// What the checks share. A check is the body of an async function that returns what is wrong, as an
// array of sentences.
const short = (element) => {
    const text = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    const id = element.id ? `#${element.id}` : "";
    const kind = typeof element.className === "string" && element.className ? `.${element.className.split(" ")[0]}` : "";
    return `<${element.tagName.toLowerCase()}${id}${kind}> "${text}"`;
};
const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
const all = (selector) => Array.from(document.querySelectorAll(selector));
const channels = (color) => {
    const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
};
const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
};
// The ground under an element, or `paper` where nothing is drawn under it.
const ground = (element, paper) => {
    for (let at = element; at; at = at.parentElement) {
        const { rgb, alpha } = channels(getComputedStyle(at).backgroundColor);
        if (alpha > 0.9) {
            return rgb;
        }
    }
    return paper;
};
const texts = () => all("main *, .menu-title, mdbook-sidebar-scrollbox a").filter((element) =>
    Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    && !element.closest("svg, style, script, template, [aria-hidden=true]") && shown(element));
const pale = (paper) => texts().flatMap((element) => {
    const style = getComputedStyle(element);
    const ratio = contrast(channels(style.color).rgb, paper ?? ground(element, [255, 255, 255]));
    return ratio < 4.5 && parseFloat(style.opacity) > 0 ? [`${short(element)} has a contrast of ${ratio.toFixed(2)}`] : [];
});
