//! What the lab has of the functions that an image imports, said before anything is started.
//!
//! No list of names is kept here: they are read from the images that will be there, the lab's own
//! and Wine's. A function that a driver looks up by name at run time is not in its import table.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::{Path, PathBuf},
};

use object::read::pe::{ExportTarget, PeFile64};

use crate::{
    failure::{Failure, Result},
    image_checks::{self, Import},
    wine,
};

/// Export of the lab's images: names, each with a zero after it, and another zero at the end.
const WITHOUT_BEHAVIOUR: &str = "LabWithoutBehaviour";
/// Export of `verifier.sys`, in the same form: kernel functions that it has instead of Wine,
/// whichever library they are imported from.
const REPLACEMENTS: &str = "LabReplacements";

/// Who has a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The lab has it.
    Lab,
    /// Wine has it.
    Wine,
    /// It is exported, and nothing is behind it.
    Nobody,
}

/// What can be imported under the lab.
pub struct Inventory {
    /// By library, in lower case, and function.
    modules: BTreeMap<String, BTreeMap<String, Owner>>,
    replacements: BTreeSet<String>,
}

/// An image's imports, by what there is of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imports {
    /// How many functions of the lab.
    pub lab: usize,
    /// How many functions of Wine.
    pub wine: usize,
    /// Functions that can be imported but not called: a call is a finding `UNSUPPORTED`.
    pub without_behaviour: Vec<String>,
    /// Functions that neither the lab nor Wine exports: an image that imports one cannot be started.
    pub missing: Vec<String>,
}

impl Inventory {
    /// Reads the export tables of the lab's images, and of the kernel modules of Wine.
    pub fn read(lab: &[PathBuf]) -> Result<Self> {
        let mut inventory = Self {
            modules: BTreeMap::new(),
            replacements: BTreeSet::new(),
        };
        for (library, path) in wine::kernel_modules() {
            let exports = of_wine(&path)?;
            inventory.modules.insert(library, exports);
        }
        for path in lab {
            let library = path.file_name().unwrap_or_default().to_string_lossy();
            let image = Exporter::read(path)?;
            let exports = image.of_lab()?;
            inventory.modules.insert(library.to_lowercase(), exports);
            inventory.replacements.extend(image.names(REPLACEMENTS)?);
        }
        if inventory.replacements.is_empty() {
            return Err(Failure::check(format!(
                "no image of the lab exports {REPLACEMENTS}."
            )));
        }
        Ok(inventory)
    }

    /// What there is of the imports of an image.
    pub fn of(&self, image: &Path) -> Result<Imports> {
        let bytes = image_checks::read(image)?;
        Ok(self.of_imports(&image_checks::imports(&image_checks::file(&bytes)?)?))
    }

    fn of_imports(&self, imports: &[Import]) -> Imports {
        let mut found = Imports::default();
        for import in imports {
            let name = || format!("{}!{}", import.library, import.name);
            match self.owner(import) {
                Some(Owner::Lab) => found.lab += 1,
                Some(Owner::Wine) => found.wine += 1,
                Some(Owner::Nobody) => found.without_behaviour.push(name()),
                None => found.missing.push(name()),
            }
        }
        found
    }

    fn owner(&self, import: &Import) -> Option<Owner> {
        let module = self.modules.get(&import.library.to_lowercase())?;
        if self.replacements.contains(&import.name) {
            return Some(Owner::Lab);
        }
        module.get(&import.name).copied()
    }
}

impl Imports {
    /// Refuses an image that cannot be started.
    pub fn require(&self, name: &str) -> Result<()> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let (shown, more) = self.missing.split_at(self.missing.len().min(3));
        let more = match more.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        Err(Failure::Lacks(format!(
            "{name} was not started: the lab does not have {}{more}. That says nothing about the \
             driver.",
            shown.join(", ")
        )))
    }
}

impl fmt::Display for Imports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (without, missing) = (self.without_behaviour.len(), self.missing.len());
        let works = self.lab + self.wine;
        writeln!(f, "imports: {}", works + without + missing)?;
        write!(f, "  works                      {works:4}")?;
        write!(f, "  ({} of the lab, {} of Wine)", self.lab, self.wine)?;
        for (verdict, means, names) in [
            (
                "exported without behaviour",
                "a call is a finding UNSUPPORTED",
                &self.without_behaviour,
            ),
            ("missing", "the driver cannot be started", &self.missing),
        ] {
            write!(f, "\n  {verdict:26} {:4}", names.len())?;
            if !names.is_empty() {
                write!(f, "  ({means})")?;
            }
            for name in names {
                write!(f, "\n    {name}")?;
            }
        }
        Ok(())
    }
}

/// An image that others import from.
struct Exporter {
    bytes: Vec<u8>,
}

type Exports = BTreeMap<String, Owner>;

impl Exporter {
    fn read(path: &Path) -> Result<Self> {
        Ok(Self {
            bytes: image_checks::read(path)?,
        })
    }

    /// Every export, by name and as `#12`, with its target.
    fn targets(&self) -> Result<Vec<(String, ExportTarget<'_>)>> {
        let file = image_checks::file(&self.bytes)?;
        let table = file.export_table().map_err(unreadable)?;
        let exports = table.map(|table| table.exports()).transpose();
        let exports = exports.map_err(unreadable)?.unwrap_or_default();
        let named = exports.into_iter().flat_map(|export| {
            let ordinal = format!("#{}", export.ordinal);
            let name = export.name.map(|name| text(name).into_owned());
            let targets = name.into_iter().chain([ordinal]);
            targets.map(move |name| (name, export.target))
        });
        Ok(named.collect())
    }

    fn of_lab(&self) -> Result<Exports> {
        let without: BTreeSet<String> = self.names(WITHOUT_BEHAVIOUR)?.collect();
        let exports = self.targets()?.into_iter().map(|(name, _)| {
            let owner = if without.contains(&name) {
                Owner::Nobody
            } else {
                Owner::Lab
            };
            (name, owner)
        });
        Ok(exports.collect())
    }

    /// The names in an export of the lab; none if the image does not have it.
    fn names(&self, export: &str) -> Result<impl Iterator<Item = String>> {
        let targets = self.targets()?;
        let found = targets.into_iter().find(|(name, _)| name == export);
        let bytes = match found {
            Some((_, ExportTarget::Address(address))) => self.at(address)?,
            _ => Some(&[][..]),
        };
        let bytes = bytes.ok_or_else(|| {
            Failure::check(format!("{export} of the lab lies outside its image."))
        })?;
        let names = bytes.split(|&byte| byte == 0);
        let names = names.take_while(|name| !name.is_empty());
        Ok(names.map(|name| text(name).into_owned()))
    }

    /// The bytes from an address on, to the end of its section.
    fn at(&self, address: u32) -> Result<Option<&[u8]>> {
        let file: PeFile64<'_> = image_checks::file(&self.bytes)?;
        Ok(file.section_table().pe_data_at(&*self.bytes, address))
    }

    /// Whether this is the code that Wine's build makes for an export that it does not have: it
    /// loads the module's name and the function's own, and calls the function that raises.
    fn is_stub(&self, name: &str, address: u32) -> Result<bool> {
        /// Bytes up to the end of the second load, from where its offset counts.
        const AFTER: u32 = 18;
        let Some(
            [
                0x48,
                0x83,
                0xec,
                _, // sub rsp
                0x48,
                0x8d,
                0x0d,
                _,
                _,
                _,
                _, // lea rcx
                0x48,
                0x8d,
                0x15,
                a,
                b,
                c,
                d, // lea rdx
                0xe8,
                .., // call
            ],
        ) = self.at(address)?
        else {
            return Ok(false);
        };
        let offset = u32::from_le_bytes([*a, *b, *c, *d]);
        let argument = self.at(address.wrapping_add(AFTER).wrapping_add(offset))?;
        let argument = argument.and_then(|bytes| bytes.split(|&byte| byte == 0).next());
        Ok(argument == Some(name.as_bytes()))
    }
}

/// Exports of a module of Wine.
fn of_wine(path: &Path) -> Result<Exports> {
    let image = Exporter::read(path)?;
    let mut exports = Exports::new();
    for (name, target) in image.targets()? {
        let stub = match target {
            ExportTarget::Address(address) => image.is_stub(&name, address)?,
            // Wine's kernel forwards some variables, and one function that the lab replaces.
            _ => false,
        };
        let owner = if stub { Owner::Nobody } else { Owner::Wine };
        exports.insert(name, owner);
    }
    Ok(exports)
}

fn unreadable(error: object::Error) -> Failure {
    Failure::check(format!("an export table cannot be read: {error}."))
}

fn text(name: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(library: &str, name: &str) -> Import {
        Import {
            library: library.to_owned(),
            name: name.to_owned(),
            slot: 0,
        }
    }

    /// The lab's list, and a module with a function of each kind.
    fn inventory() -> Inventory {
        let exports = [("KeA", Owner::Wine), ("KeB", Owner::Nobody)];
        let exports = exports.map(|(name, owner)| (name.to_owned(), owner));
        Inventory {
            modules: [("ntoskrnl.exe".to_owned(), exports.into())].into(),
            replacements: ["KeC".to_owned()].into(),
        }
    }

    #[test]
    fn an_import_has_one_of_three_verdicts() {
        let imports = ["KeA", "KeB", "KeC", "KeD"].map(|name| import("NTOSKRNL.exe", name));
        let found = inventory().of_imports(&imports);
        assert_eq!(
            found,
            Imports {
                lab: 1,
                wine: 1,
                without_behaviour: vec!["NTOSKRNL.exe!KeB".to_owned()],
                missing: vec!["NTOSKRNL.exe!KeD".to_owned()],
            }
        );
        insta::assert_snapshot!(found);
        let refused = found.require("my.sys").expect_err("one is missing");
        assert_eq!(refused.exit_code(), 3);
        insta::assert_snapshot!("missing", refused);
    }

    #[test]
    fn a_long_list_of_missing_functions_is_shortened() {
        let imports = ["KeE", "KeF", "KeG", "KeH"].map(|name| import("ntoskrnl.exe", name));
        let refused = inventory().of_imports(&imports).require("my.sys");
        let refused = refused.expect_err("missing").to_string();
        assert!(
            refused.contains("ntoskrnl.exe!KeG and 1 more."),
            "{refused}"
        );
    }

    #[test]
    fn nothing_is_imported_from_a_library_that_is_not_there() {
        let found = inventory().of_imports(&[import("user32.dll", "KeC")]);
        assert_eq!(found.missing, ["user32.dll!KeC"]);
    }

    /// What Wine exports without behaviour is known by its code. Source of the two kinds: the file
    /// `dlls/ntoskrnl.exe/ntoskrnl.exe.spec` of Wine 8.0.
    #[test]
    fn stubs_of_wine_are_told_from_functions() {
        let modules = wine::kernel_modules();
        if modules.is_empty() {
            println!("SKIP: Wine is not installed");
            return;
        }
        for (library, path) in modules {
            let exports = of_wine(&path).expect("readable");
            assert!(!exports.is_empty(), "{library}");
            if library == "ntoskrnl.exe" {
                let owner = |name: &str| exports.get(name).copied();
                assert_eq!(owner("KeInitializeEvent"), Some(Owner::Wine));
                assert_eq!(owner("IoCsqInsertIrp"), Some(Owner::Nobody));
                assert_eq!(owner("KeNoSuchFunction"), None);
            }
        }
    }
}
