//! Reads what bindgen prints: its layout assertions, constants and functions. Enough for comparing, no more.

use std::collections::HashMap;

use wfp_sys::facts;

/// The items of generated bindings.
#[derive(Default)]
pub struct Bindings {
    constants: HashMap<String, i128>,
    /// Name → name, as in `typedef struct NAME_ {…} NAME`.
    aliases: HashMap<String, String>,
    structures: HashMap<String, Structure>,
    /// Name → number of parameters.
    functions: HashMap<String, usize>,
}

#[derive(Default)]
struct Structure {
    size: usize,
    alignment: usize,
    /// Member → offset.
    offsets: HashMap<String, usize>,
    /// Member → type.
    types: HashMap<String, String>,
}

impl Bindings {
    /// Reads the text.
    pub fn parse(text: &str) -> Self {
        let mut bindings = Self::default();
        let mut inside = None;
        let mut function: Option<(String, usize)> = None;
        for line in text.lines().map(str::trim) {
            if let Some((name, parameters)) = &mut function {
                if line.starts_with(')') {
                    bindings.functions.insert(name.clone(), *parameters);
                    function = None;
                } else {
                    *parameters += parameter_count(line);
                }
            } else if let Some(rest) = line.strip_prefix("pub fn ") {
                let (name, rest) = rest.split_once('(').unwrap_or((rest, ""));
                match rest.split_once(')') {
                    Some((parameters, _)) => {
                        let count = parameter_count(parameters);
                        bindings.functions.insert(name.to_owned(), count);
                    }
                    None => function = Some((name.to_owned(), 0)),
                }
            } else if let Some((name, value)) = item(line, "pub const ", ':') {
                let number = value.rsplit('=').next().unwrap_or_default();
                if let Ok(number) = number.trim_matches([' ', ';']).parse() {
                    bindings.constants.insert(name, number);
                }
            } else if let Some((name, target)) = item(line, "pub type ", '=') {
                let target = target.trim_matches([' ', ';']).to_owned();
                bindings.aliases.insert(name, target);
            } else if let Some(name) = structure_name(line) {
                inside = Some(name);
            } else if line == "}" {
                inside = None;
            } else if let (Some(name), Some((member, r#type))) = (&inside, item(line, "pub ", ':'))
            {
                let r#type = r#type.trim_matches([' ', ',']).to_owned();
                let structure = bindings.structures.entry(name.clone()).or_default();
                structure.types.insert(member, r#type);
            }
        }
        // A text in quotes, and what follows up to the next one.
        let pieces: Vec<&str> = text.split('"').collect();
        for pair in pieces.windows(2) {
            if let &[what, rest] = pair {
                bindings.assertion(what, rest);
            }
        }
        bindings
    }

    /// `["Offset of field: NAME::MEMBER"][… - NUMBERusize];`, over as many lines as the formatter likes.
    fn assertion(&mut self, what: &str, rest: &str) {
        let number = rest
            .split("usize]")
            .next()
            .and_then(|rest| rest.rsplit("- ").next());
        let Some(number) = number.and_then(|number| number.parse().ok()) else {
            return;
        };
        if let Some(name) = what.strip_prefix("Size of ") {
            self.structures.entry(name.to_owned()).or_default().size = number;
        } else if let Some(name) = what.strip_prefix("Alignment of ") {
            self.structures
                .entry(name.to_owned())
                .or_default()
                .alignment = number;
        } else if let Some((name, member)) = what
            .strip_prefix("Offset of field: ")
            .and_then(|path| path.split_once("::"))
        {
            let structure = self.structures.entry(name.to_owned()).or_default();
            structure.offsets.insert(member.to_owned(), number);
        }
    }

    fn structure(&self, name: &str) -> Option<&Structure> {
        let mut name = name;
        while let Some(target) = self.aliases.get(name) {
            name = target;
        }
        self.structures.get(name)
    }

    /// Where a member is, by its name in C.
    fn place(&self, structure: &Structure, member: &str) -> Place {
        // Keywords get an underscore.
        let names = [member.to_owned(), format!("{member}_")];
        let offset = names.iter().find_map(|name| structure.offsets.get(name));
        if let Some(&offset) = offset {
            return Place::At(offset);
        }
        let nameless = structure
            .types
            .iter()
            .filter(|(name, _)| name.starts_with("__bindgen_anon"));
        let mut inner = nameless.filter_map(|(_, r#type)| self.structure(r#type));
        if inner.any(|inner| self.place(inner, member) != Place::Absent) {
            return Place::Nameless;
        }
        Place::Absent
    }
}

/// Where a member is.
#[derive(PartialEq, Eq)]
enum Place {
    At(usize),
    /// In a union or structure without name, whose offset bindgen does not print. The size of the whole and the
    /// offsets of the members behind it leave little room for a difference.
    Nameless,
    Absent,
}

/// `name` and what follows `separator` on a line with `prefix`.
fn item(line: &str, prefix: &str, separator: char) -> Option<(String, String)> {
    let (name, rest) = line.strip_prefix(prefix)?.split_once(separator)?;
    Some((name.trim().to_owned(), rest.to_owned()))
}

fn structure_name(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub struct ")
        .or_else(|| line.strip_prefix("pub union "))?;
    Some(rest.split([' ', '{', ';', '(']).next()?.to_owned())
}

/// Each parameter has one colon that is no part of a path.
fn parameter_count(text: &str) -> usize {
    text.replace("::", "").matches(':').count()
}

/// How many properties were compared, and those that differ.
pub fn compare(bindings: &Bindings) -> (usize, Vec<String>) {
    let mut compared = 0;
    let mut mismatches = Vec::new();
    let mut check = |item: String, here: String, there: String| {
        compared += 1;
        if here != there {
            mismatches.push(format!("{item}: {here} here, {there} in the headers"));
        }
    };
    for constant in facts::CONSTANTS.iter().copied().flatten() {
        if let Some(value) = bindings.constants.get(constant.name) {
            let there = value & 0xFFFF_FFFF;
            check(
                constant.name.to_owned(),
                format!("{:#x}", constant.bits),
                format!("{there:#x}"),
            );
        }
    }
    for layout in facts::LAYOUTS.iter().copied().flatten() {
        let Some(structure) = bindings.structure(layout.name) else {
            continue;
        };
        check(
            format!("size of {}", layout.name),
            layout.size.to_string(),
            structure.size.to_string(),
        );
        check(
            format!("alignment of {}", layout.name),
            layout.align.to_string(),
            structure.alignment.to_string(),
        );
        for field in layout.fields {
            let here = field.offset.to_string();
            let there = match bindings.place(structure, field.name()) {
                Place::At(offset) => offset.to_string(),
                Place::Nameless => here.clone(),
                Place::Absent => "absent".to_owned(),
            };
            check(
                format!("offset of {}.{}", layout.name, field.name()),
                here,
                there,
            );
        }
    }
    for function in facts::FUNCTIONS.iter().copied().flatten() {
        if let Some(parameters) = bindings.functions.get(function.name) {
            check(
                format!("parameters of {}", function.name),
                function.parameters.len().to_string(),
                parameters.to_string(),
            );
        }
    }
    (compared, mismatches)
}
