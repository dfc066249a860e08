//! The part of the book's page of mistakes that a run gives: every mistake, by what it is about.

use crate::{mistakes::Conviction, patch::Patch};

/// What the rules of a part are about, and the rules.
struct Part {
    title: &'static str,
    rules: &'static [&'static str],
}

/// In the order of the book's chapters. Rules without a number are pages and checks.
const PARTS: &[Part] = &[
    Part {
        title: "The unload function",
        rules: &["U1", "U2", "U3"],
    },
    Part {
        title: "A start that fails",
        rules: &["U7"],
    },
    Part {
        title: "Callouts",
        rules: &[
            "U5",
            "FWPM_ACTION0",
            "FWPS_CLASSIFY_OUT0",
            "nf-fwpsk-fwpscalloutregister0",
        ],
    },
    Part {
        title: "Filters and sessions",
        rules: &["U10", "U11", "U13", "U27", "nf-fwpmk-fwpmbfestateget0"],
    },
    Part {
        title: "Flow contexts",
        rules: &["U16", "U17", "U18", "nf-fwpsk-fwpsflowassociatecontext0"],
    },
    Part {
        title: "Devices and links",
        rules: &["U36", "controlling-device-access"],
    },
    Part {
        title: "Threads, timers, work items",
        rules: &["U28", "U29", "U30", "U31", "IoReleaseRemoveLock"],
    },
    Part {
        title: "Pool and other registrations",
        rules: &["U6", "U35"],
    },
    Part {
        title: "IRQL and locks",
        rules: &["U39", "IRQL", "spin-lock"],
    },
    Part {
        title: "Objects of the framework",
        rules: &[
            "bug-check-0x10d---wdf-violation",
            "kmdf-doubledeviceinitfree",
            "kmdf-initfreedevicecreate",
            "nf-wdfobject-wdfobjectdelete",
            "nf-wdfobject-wdfobjectdereferenceactual",
            "nf-wdfrequest-wdfrequestmarkcancelable",
        ],
    },
    Part {
        title: "The file",
        rules: &[
            "implement-hvci-compatible-code",
            "nf-ntddk-mmisaddressvalid",
            "no panic path",
        ],
    },
];

/// A heading for each part, with a table of its mistakes and a section for each of them: what and
/// why, the diff, and what the lab found.
pub fn page(convicted: &[Conviction]) -> String {
    PARTS.iter().map(|part| part_of(part, convicted)).collect()
}

fn part_of(part: &Part, convicted: &[Conviction]) -> String {
    let patches = || {
        convicted
            .chunk_by(|a, b| a.patch.name == b.patch.name)
            .filter(|of_one_patch| {
                of_one_patch
                    .first()
                    .is_some_and(|first| part.rules.contains(&first.patch.rule.as_str()))
            })
    };
    let rows: String = patches().map(row).collect();
    let sections: String = patches().map(section).collect();
    format!(
        "## {}\n\n| The mistake | Made in | Convicted as |\n| --- | --- | --- |\n{rows}\n{sections}",
        part.title
    )
}

fn row(of_one_patch: &[Conviction]) -> String {
    let [first, ..] = of_one_patch else {
        return String::new();
    };
    let Patch {
        name,
        mistake,
        expected,
        ..
    } = &first.patch;
    let drivers: Vec<_> = of_one_patch
        .iter()
        .map(|conviction| format!("`{}`", conviction.driver))
        .collect();
    let findings: Vec<_> = expected
        .iter()
        .map(|finding| format!("`{finding}`"))
        .collect();
    format!(
        "| [{mistake}](#{name}) | {} | {} |\n",
        drivers.join(", "),
        findings.join(", ")
    )
}

fn section(of_one_patch: &[Conviction]) -> String {
    let [first, others @ ..] = of_one_patch else {
        return String::new();
    };
    let Patch {
        name,
        rule,
        mistake,
        why,
        diff,
        ..
    } = &first.patch;
    let mut found_in = first.driver.to_string();
    for other in others {
        found_in += " and likewise in ";
        found_in += &other.driver.to_string();
    }
    let findings: Vec<_> = first
        .report
        .findings
        .iter()
        .map(|finding| format!("{finding:#}"))
        .collect();
    format!(
        "### {name}\n\nRule {rule}: {mistake}.\n\n{why}\n\n```diff\n{}\n```\n\n\
         What the lab found in {found_in}:\n\n```text\n{}\n{}\n```\n\n",
        diff.trim_end(),
        first.report.platform,
        findings.join("\n").trim_end(),
    )
}

#[cfg(test)]
mod tests {
    use super::PARTS;
    use crate::mistakes;

    #[test]
    fn every_mistake_has_one_place_on_the_page() {
        for patch in mistakes::patches(&[]).expect("the patches") {
            let parts = PARTS
                .iter()
                .filter(|part| part.rules.contains(&patch.rule.as_str()));
            assert_eq!(parts.count(), 1, "{}, rule {}", patch.name, patch.rule);
        }
    }
}
