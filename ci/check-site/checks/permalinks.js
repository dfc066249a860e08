// Each listing has a link to itself, or stands alone below a heading that has one.
const marks = all("main :is(h2, h3, h4, figure.listing)");
return all("main figure.listing").flatMap((figure) => {
    if (!figure.id) {
        const before = marks[marks.indexOf(figure) - 1];
        if (before?.matches("h2, h3, h4") && before.querySelector("a.header")) {
            return [];
        }
        return [`the listing ${short(figure)} has no id`];
    }
    return figure.querySelector(`a[href$="#${CSS.escape(figure.id)}"]`) ? [] : [`#${figure.id} has no link to itself`];
});
