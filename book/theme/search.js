// The order of search results. mdbook can leave a chapter out of its index, but it cannot rank one
// above another, and it indexes the hidden lines of listings. Without this file a search works, in
// mdbook's own order.
(() => {
    'use strict';
    if (!window.elasticlunr) {
        return;
    }
    // Pages that explain come before chapters, and chapters before the drivers that are wrong on purpose.
    const WEIGHTS = [
        [/^symptoms\.html/, 6],
        [/^(statuses|findings|glossary)\.html/, 2],
        [/^mistakes(-|\.html)/, 0.2],
    ];
    // A section with more letters is a listing with its hidden lines: most of its words are on no screen.
    const LISTING = 4000;
    const search = window.elasticlunr.Index.prototype.search;
    window.elasticlunr.Index.prototype.search = function (...args) {
        const urls = (window.search && window.search.doc_urls) || [];
        const weight = (result) => {
            const url = urls[result.ref] || '';
            const [, page = 1] = WEIGHTS.find(([pattern]) => pattern.test(url)) || [];
            const hidden = page === 1 && result.doc && result.doc.body.length > LISTING ? 0.5 : 1;
            return page * hidden;
        };
        return search.apply(this, args)
            .map((result) => ({ ...result, score: result.score * weight(result) }))
            .sort((a, b) => b.score - a.score);
    };
})();
