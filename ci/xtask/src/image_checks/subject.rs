//! The image and its PDB, read.

use std::{fs, io::Cursor, path::Path};

use object::{
    LittleEndian, Object as _, ObjectSection as _,
    pe::{IMAGE_SCN_MEM_EXECUTE, ImageNtHeaders64},
    read::pe::{ImageNtHeaders as _, ImageOptionalHeader as _, ImageThunkData as _, PeFile64},
};
use pdb2::FallibleIterator as _;

use crate::{
    failure::{Failure, Result},
    repository::Model,
};

/// An image under the checks. Addresses are offsets from where it is loaded.
pub struct Subject<'a> {
    pub file: PeFile64<'a>,
    pub model: Model,
    pub functions: Vec<Function>,
}

/// A function of the image, as the PDB names it.
pub struct Function {
    pub name: String,
    pub address: u32,
}

/// A function that the image imports.
pub struct Import {
    pub library: String,
    /// The ordinal, as `#12`, when there is no name.
    pub name: String,
    /// Where the loader writes its address.
    pub slot: u32,
}

/// Reads a file of a build.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| {
        Failure::usage(format!(
            "cannot read {}: {error}. The image checks need an image and its PDB; `cargo xtask \
             build` makes both.",
            path.display()
        ))
    })
}

impl<'a> Subject<'a> {
    pub fn parse(image: &'a [u8], symbols: &[u8], model: Model) -> Result<Self> {
        let functions = functions(symbols)
            .map_err(|error| Failure::usage(format!("the image's PDB cannot be read: {error}.")))?;
        Self::with_functions(image, functions, model)
    }

    pub fn with_functions(image: &'a [u8], functions: Vec<Function>, model: Model) -> Result<Self> {
        Ok(Self {
            file: file(image)?,
            model,
            functions,
        })
    }

    fn headers(&self) -> &ImageNtHeaders64 {
        self.file.nt_headers()
    }

    pub fn subsystem(&self) -> u16 {
        self.headers().optional_header().subsystem()
    }

    /// `DllCharacteristics` of the optional header.
    pub fn characteristics(&self) -> u16 {
        self.headers().optional_header().dll_characteristics()
    }

    pub fn entry(&self) -> u32 {
        self.headers().optional_header().address_of_entry_point()
    }

    /// Names that the PDB has for an address.
    pub fn names_at(&self, address: u32) -> impl Iterator<Item = &str> {
        let here = self.functions.iter().filter(move |f| f.address == address);
        here.map(|function| function.name.as_str())
    }

    /// Return addresses of the calls that go to `target`: a function, or the slot of an import.
    /// A jump through a slot is the thunk that calls of the import go to.
    pub fn calls_to(&self, target: u32) -> Vec<u32> {
        let mut calls = Vec::new();
        for (address, code) in self.code() {
            for (at, bytes) in code.windows(6).enumerate() {
                let (operand, jump) = match bytes {
                    [0xe8, ..] => (1, false),
                    // Of `call` and `jmp` through memory, those relative to the next instruction.
                    [0xff, 0x15, ..] => (2, false),
                    [0xff, 0x25, ..] => (2, true),
                    _ => continue,
                };
                let next = address + u32::try_from(at + operand + 4).unwrap_or(0);
                let Some(&[a, b, c, d]) = bytes.get(operand..operand + 4) else {
                    continue;
                };
                if next.wrapping_add(u32::from_le_bytes([a, b, c, d])) != target {
                    continue;
                }
                if jump {
                    calls.extend(self.calls_to(next - 6));
                } else {
                    calls.push(next);
                }
            }
        }
        calls
    }

    fn code(&self) -> impl Iterator<Item = (u32, &'a [u8])> {
        let base = self.file.relative_address_base();
        self.file.sections().filter_map(move |section| {
            let object::SectionFlags::Coff { characteristics } = section.flags() else {
                return None;
            };
            if characteristics & IMAGE_SCN_MEM_EXECUTE == 0 {
                return None;
            }
            let address = u32::try_from(section.address() - base).ok()?;
            Some((address, section.data().ok()?))
        })
    }
}

/// Reads the headers.
pub fn file(image: &[u8]) -> Result<PeFile64<'_>> {
    PeFile64::parse(image).map_err(unreadable)
}

/// Every function that the image imports.
pub fn imports(file: &PeFile64<'_>) -> Result<Vec<Import>> {
    let mut imports = Vec::new();
    let Some(table) = file.import_table().map_err(unreadable)? else {
        return Ok(imports);
    };
    let mut libraries = table.descriptors().map_err(unreadable)?;
    while let Some(library) = libraries.next().map_err(unreadable)? {
        let name = table
            .name(library.name.get(LittleEndian))
            .map_err(unreadable)?;
        let slots = library.first_thunk.get(LittleEndian);
        let names = match library.original_first_thunk.get(LittleEndian) {
            0 => slots,
            names => names,
        };
        let mut thunks = table.thunks(names).map_err(unreadable)?;
        let mut slot = slots;
        while let Some(thunk) = thunks.next::<ImageNtHeaders64>().map_err(unreadable)? {
            let function = if thunk.is_ordinal() {
                format!("#{}", thunk.ordinal())
            } else {
                let (_, name) = table.hint_name(thunk.address()).map_err(unreadable)?;
                String::from_utf8_lossy(name).into_owned()
            };
            imports.push(Import {
                library: String::from_utf8_lossy(name).into_owned(),
                name: function,
                slot,
            });
            slot += 8;
        }
    }
    Ok(imports)
}

fn unreadable(error: object::Error) -> Failure {
    Failure::usage(format!("the image cannot be read: {error}."))
}

/// Public symbols, which have the linker's names, and the functions of the compiled modules.
fn functions(pdb: &[u8]) -> pdb2::Result<Vec<Function>> {
    let mut pdb = pdb2::PDB::open(Cursor::new(pdb))?;
    let addresses = pdb.address_map()?;
    let mut functions = Vec::new();
    let mut add = |symbol: &pdb2::Symbol<'_>| {
        let (name, offset) = match symbol.parse() {
            Ok(pdb2::SymbolData::Public(public)) => (public.name, public.offset),
            Ok(pdb2::SymbolData::Procedure(procedure)) => (procedure.name, procedure.offset),
            _ => return,
        };
        if let Some(address) = offset.to_rva(&addresses) {
            functions.push(Function {
                name: name.to_string().into_owned(),
                address: address.0,
            });
        }
    };
    let globals = pdb.global_symbols()?;
    let mut symbols = globals.iter();
    while let Some(symbol) = symbols.next()? {
        add(&symbol);
    }
    let information = pdb.debug_information()?;
    let mut modules = information.modules()?;
    while let Some(module) = modules.next()? {
        let Some(module) = pdb.module_info(&module)? else {
            continue;
        };
        let mut symbols = module.symbols()?;
        while let Some(symbol) = symbols.next()? {
            add(&symbol);
        }
    }
    Ok(functions)
}
