// `axe` is loaded before. Its rule for the size of targets is off unless it is asked for.
const result = await axe.run(document, {
    resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } },
});
return result.violations.flatMap(({ id, impact, nodes }) => {
    if (impact !== "serious" && impact !== "critical") {
        // Counted, and no finding.
        return [`minor ${id} ${nodes.length}`];
    }
    return nodes.slice(0, 3).map((node) => `axe ${impact} ${id}, ${nodes.length} nodes: ${node.html.slice(0, 120)}`);
});
