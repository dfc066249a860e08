//! The book's pages of mistakes, as far as the patches say what stands on them: the index, and for
//! each group a table, and each mistake with its rule, its diff and the findings of a run.

use std::fs;

use crate::{
    capture::Captured,
    failure::{Failure, Result},
    patch::Patch,
    repository,
};

/// Mistakes that stand on one page.
struct Group {
    /// Of the file: `mistakes-` and this.
    slug: &'static str,
    title: &'static str,
    rules: &'static [&'static str],
}

/// In the order of the book's chapters. The rules are those of the patches, and `findings.md` has
/// an anchor for each.
const GROUPS: &[Group] = &[
    Group {
        slug: "unload",
        title: "The unload function",
        rules: &["U1", "U2", "U3"],
    },
    Group {
        slug: "start",
        title: "A start that fails",
        rules: &["U7"],
    },
    Group {
        slug: "callouts",
        title: "Callouts",
        rules: &[
            "U5",
            "FWPM_ACTION0",
            "FWPS_CLASSIFY_OUT0",
            "FwpsCalloutRegister0",
        ],
    },
    Group {
        slug: "filters",
        title: "Filters and sessions",
        rules: &["U10", "U11", "U13", "U27", "FwpmBfeStateGet0"],
    },
    Group {
        slug: "flow-contexts",
        title: "Flow contexts",
        rules: &["U16", "U17", "U18", "FwpsFlowAssociateContext0"],
    },
    Group {
        slug: "devices",
        title: "Devices and links",
        rules: &["U36", "controlling-device-access"],
    },
    Group {
        slug: "threads",
        title: "Threads, timers, work items",
        rules: &["U28", "U29", "U30", "U31", "IoReleaseRemoveLock"],
    },
    Group {
        slug: "pool",
        title: "Pool and other registrations",
        rules: &["U6", "U35"],
    },
    Group {
        slug: "irql",
        title: "IRQL and locks",
        rules: &["U39", "IRQL", "spin-lock"],
    },
    Group {
        slug: "framework",
        title: "Objects of the framework",
        rules: &[
            "0x10D",
            "DoubleDeviceInitFree",
            "InitFreeDeviceCreate",
            "WdfObjectDelete",
            "WdfObjectDereference",
            "WdfRequestMarkCancelable",
        ],
    },
    Group {
        slug: "image",
        title: "The image file",
        rules: &["writable-code", "MmIsAddressValid", "panic-path"],
    },
];

/// Where the findings of a run stand, relative to `book`.
pub fn findings_file(patch: &Patch) -> String {
    format!("captured/mistakes/{}.txt", patch.name)
}

fn diff_file(patch: &Patch) -> String {
    format!("captured/mistakes/{}.diff", patch.name)
}

/// Everything on the pages that needs no run.
pub fn pages(patches: &[Patch]) -> Result<Vec<Captured>> {
    let repository = repository_address()?;
    let mut pages: Vec<Captured> = patches
        .iter()
        .map(|patch| Captured::fixed(diff_file(patch), patch.shown()))
        .collect();
    pages.push(Captured::fixed(
        "captured/mistakes.md".to_owned(),
        GROUPS.iter().map(|group| group.index(patches)).collect(),
    ));
    for group in GROUPS {
        pages.push(Captured::fixed(
            format!("captured/mistakes-{}.md", group.slug),
            group.page(patches, &repository),
        ));
    }
    Ok(pages)
}

/// The address that `book.toml` gives.
fn repository_address() -> Result<String> {
    let file = repository::root().join("book.toml");
    let unusable = |why: String| Failure::usage(format!("{}: {why}.", file.display()));
    let text = fs::read_to_string(&file).map_err(|error| unusable(error.to_string()))?;
    let book: toml::Table = toml::from_str(&text).map_err(|error| unusable(error.to_string()))?;
    let address = book
        .get("output")
        .and_then(|output| output.get("html")?.get("git-repository-url")?.as_str())
        .ok_or_else(|| unusable("there is no git-repository-url".to_owned()))?;
    Ok(address.trim_end_matches('/').to_owned())
}

/// The anchor of a rule or a finding on `findings.md`.
pub fn anchor(rule: &str) -> String {
    let letters = rule.chars().map(|letter| match letter {
        ' ' => '-',
        letter => letter.to_ascii_lowercase(),
    });
    letters.collect()
}

fn rule_link(rule: &str) -> String {
    format!("[{rule}](findings.md#{})", anchor(rule))
}

impl Group {
    fn of<'a>(&self, patches: &'a [Patch]) -> impl Iterator<Item = &'a Patch> {
        let rules = self.rules;
        patches
            .iter()
            .filter(move |patch| rules.contains(&patch.rule.as_str()))
    }

    /// A line for each mistake, with the anchor that it had when all stood on one page.
    fn index(&self, patches: &[Patch]) -> String {
        let (slug, title) = (self.slug, self.title);
        let line = |patch: &Patch| {
            let (name, mistake) = (&patch.name, &patch.mistake);
            let rule = rule_link(&patch.rule);
            format!(
                "- <span id=\"{name}\"></span>[{name}](mistakes-{slug}.md#{name}): {mistake} · \
                 rule {rule}\n"
            )
        };
        let lines: String = self.of(patches).map(line).collect();
        let count = self.of(patches).count();
        format!(
            "## {title}\n\n[Diffs and reports of these {count}](mistakes-{slug}.md)\n\n{lines}\n"
        )
    }

    fn page(&self, patches: &[Patch], repository: &str) -> String {
        let rows: String = self.of(patches).map(row).collect();
        let sections: String = self.of(patches).map(section).collect();
        let link = |patch: &Patch| {
            let name = &patch.name;
            format!("[patch-{name}]: {repository}/blob/main/drivers/mistakes/{name}.patch\n")
        };
        let links: String = self.of(patches).map(link).collect();
        format!(
            "| The mistake | Made in | Convicted as |\n| --- | --- | --- |\n{rows}\n{sections}{links}"
        )
    }
}

fn drivers(patch: &Patch) -> Vec<String> {
    let drivers = patch.drivers().into_iter();
    drivers
        .map(|(model, name)| format!("`{}/{name}`", model.folder()))
        .collect()
}

fn row(patch: &Patch) -> String {
    let findings: Vec<_> = patch
        .expected
        .iter()
        .map(|finding| format!("{} {}", finding.kind, rule_link(&finding.rule)))
        .collect();
    format!(
        "| [{}](#{}) | {} | {} |\n",
        patch.mistake,
        patch.name,
        drivers(patch).join(", "),
        findings.join(", ")
    )
}

fn section(patch: &Patch) -> String {
    let Patch {
        name,
        rule,
        mistake,
        why,
        ..
    } = patch;
    format!(
        "## {name}\n\n\
         Rule {}: {mistake}.\n\n\
         {why}\n\n\
         <figure class=\"listing wrong\">\n\n\
         ```diff\n{{{{#include mistakes/{name}.diff}}}}\n```\n\n\
         <figcaption>\n\n\
         **Wrong on purpose.** [The patch][patch-{name}] · build it and see it convicted: \
         `cargo xtask mistakes {name}`\n\n\
         </figcaption>\n</figure>\n\n\
         What the lab found in {}:\n\n\
         ```text\n{{{{#include mistakes/{name}.txt}}}}\n```\n\n",
        rule_link(rule),
        drivers(patch).join(", and likewise in "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mistakes;

    fn patches() -> Vec<Patch> {
        mistakes::patches(&[]).expect("the patches")
    }

    #[test]
    fn every_mistake_stands_on_one_page() {
        for patch in patches() {
            let groups = GROUPS
                .iter()
                .filter(|group| group.rules.contains(&patch.rule.as_str()));
            assert_eq!(groups.count(), 1, "{}, rule {}", patch.name, patch.rule);
        }
    }

    #[test]
    fn every_group_has_its_page_in_the_summary() {
        let book = repository::root().join("book");
        let summary = fs::read_to_string(book.join("SUMMARY.md")).expect("the summary");
        for Group { slug, .. } in GROUPS {
            let page = format!("mistakes-{slug}.md");
            assert!(summary.contains(&format!("({page})")), "{page}");
            let text = fs::read_to_string(book.join(&page)).expect("the page");
            let include = format!("{{{{#include captured/{page}}}}}");
            assert!(text.contains(&include), "{page} has no {include}");
        }
    }

    #[test]
    fn the_index_keeps_the_anchors_of_the_single_page() {
        let patches = patches();
        let index: String = GROUPS.iter().map(|group| group.index(&patches)).collect();
        for Patch { name, .. } in &patches {
            assert!(
                index.contains(&format!("<span id=\"{name}\"></span>")),
                "{name}"
            );
        }
    }

    #[test]
    fn the_book_has_the_diffs_and_the_index_of_these_patches() {
        for item in pages(&patches()).expect("the pages") {
            let shown = fs::read_to_string(repository::root().join("book").join(&item.file));
            assert!(
                shown.is_ok_and(|shown| shown == item.content),
                "book/{} is not current; make it anew with `cargo xtask capture --without-runs`",
                item.file
            );
        }
    }

    #[test]
    fn an_anchor_has_no_capitals_and_no_blanks() {
        assert_eq!(anchor("U5"), "u5");
        assert_eq!(
            anchor("Controlling device access"),
            "controlling-device-access"
        );
    }
}
