//! Each check passes a good image, and finds the one thing that is wrong with another.

use object::pe::{
    IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE, IMAGE_DLLCHARACTERISTICS_NX_COMPAT,
    IMAGE_FILE_MACHINE_AMD64, IMAGE_NT_OPTIONAL_HDR64_MAGIC, IMAGE_SCN_MEM_EXECUTE,
    IMAGE_SCN_MEM_READ, IMAGE_SCN_MEM_WRITE, IMAGE_SUBSYSTEM_NATIVE,
};

use super::{CHECKS, subject::Function, subject::Subject};
use crate::repository::{self, Model};

const BASE: u64 = 0x1_8000_0000;
const HEADERS: usize = 0x40;
const OPTIONAL: usize = HEADERS + 24;
const SECTIONS: usize = OPTIONAL + 240;
/// Offsets in the image and in the file.
const CODE: (u32, usize) = (0x1000, 0x400);
const DATA: (u32, usize) = (0x2000, 0x600);
const SIZE: usize = 0x200;
/// In the data: the import directory, the import's slot, and the framework's name.
const DIRECTORY: u32 = DATA.0 + 0x100;
const SLOT: u32 = DATA.0 + 0x60;
const COMPONENT: u32 = DATA.0 + 0xa0;

/// A WDF image that imports one function, calls it, and binds to a framework.
pub struct Image {
    pub bytes: Vec<u8>,
    functions: Vec<Function>,
    model: Model,
}

impl Image {
    pub fn good() -> Self {
        let mut image = Self {
            bytes: vec![0; DATA.1 + SIZE],
            functions: Vec::new(),
            model: Model::Wdf,
        };
        image.put(0, b"MZ");
        image.put(0x3c, &u32::try_from(HEADERS).expect("small").to_le_bytes());
        image.put(HEADERS, b"PE\0\0");
        image.machine(IMAGE_FILE_MACHINE_AMD64);
        image.put(HEADERS + 6, &2_u16.to_le_bytes());
        image.put(HEADERS + 20, &240_u16.to_le_bytes());
        image.magic(IMAGE_NT_OPTIONAL_HDR64_MAGIC);
        image.entry(CODE.0);
        image.put(OPTIONAL + 24, &BASE.to_le_bytes());
        image.put(OPTIONAL + 32, &0x1000_u32.to_le_bytes());
        image.put(OPTIONAL + 36, &0x200_u32.to_le_bytes());
        image.put(OPTIONAL + 56, &0x3000_u32.to_le_bytes());
        image.subsystem(IMAGE_SUBSYSTEM_NATIVE);
        let both = IMAGE_DLLCHARACTERISTICS_NX_COMPAT | IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE;
        image.characteristics(both);
        image.put(OPTIONAL + 108, &16_u32.to_le_bytes());
        image.section(0, CODE, IMAGE_SCN_MEM_READ | IMAGE_SCN_MEM_EXECUTE);
        image.section(1, DATA, IMAGE_SCN_MEM_READ | IMAGE_SCN_MEM_WRITE);
        image.import("ExAllocatePool2");
        let (major, minor) = repository::kmdf_version().expect("the manifest");
        image.bind(major, minor);
        // `call [rip + …]` to the import.
        image.put(CODE.1, &[0xff, 0x15]);
        image.put(CODE.1 + 2, &(SLOT - CODE.0 - 6).to_le_bytes());
        image.function("FxDriverEntry", CODE.0);
        image
    }

    fn put(&mut self, offset: usize, value: &[u8]) {
        self.bytes[offset..offset + value.len()].copy_from_slice(value);
    }

    fn put_data(&mut self, address: u32, value: &[u8]) {
        self.put((address - DATA.0) as usize + DATA.1, value);
    }

    pub fn machine(&mut self, number: u16) {
        self.put(HEADERS + 4, &number.to_le_bytes());
    }

    pub fn magic(&mut self, number: u16) {
        self.put(OPTIONAL, &number.to_le_bytes());
    }

    pub fn entry(&mut self, address: u32) {
        self.put(OPTIONAL + 16, &address.to_le_bytes());
    }

    pub fn subsystem(&mut self, number: u16) {
        self.put(OPTIONAL + 68, &number.to_le_bytes());
    }

    fn characteristics(&mut self, bits: u16) {
        self.put(OPTIONAL + 70, &bits.to_le_bytes());
    }

    fn section(&mut self, index: usize, (address, file): (u32, usize), flags: u32) {
        let header = SECTIONS + 40 * index;
        self.put(header, [b".text", b".data"][index]);
        let size = u32::try_from(SIZE).expect("small");
        let file = u32::try_from(file).expect("small");
        for (offset, value) in [
            (8, size),
            (12, address),
            (16, size),
            (20, file),
            (36, flags),
        ] {
            self.put(header + offset, &value.to_le_bytes());
        }
    }

    fn import(&mut self, name: &str) {
        let (names, library, text) = (DATA.0 + 0x140, DATA.0 + 0x160, DATA.0 + 0x180);
        self.import_directory(DIRECTORY);
        self.put(OPTIONAL + 112 + 12, &40_u32.to_le_bytes());
        self.import_names(names);
        for (offset, value) in [(12, library), (16, SLOT)] {
            self.put_data(DIRECTORY + offset, &value.to_le_bytes());
        }
        self.put_data(names, &u64::from(text).to_le_bytes());
        self.put_data(SLOT, &u64::from(text).to_le_bytes());
        self.put_data(library, b"ntoskrnl.exe");
        self.put_data(text + 2, name.as_bytes());
        self.put_data(text + 2 + u32::try_from(name.len()).expect("small"), &[0]);
    }

    pub fn import_directory(&mut self, address: u32) {
        self.put(OPTIONAL + 112 + 8, &address.to_le_bytes());
    }

    pub fn import_names(&mut self, address: u32) {
        self.put_data(DIRECTORY, &address.to_le_bytes());
    }

    fn bind(&mut self, major: u32, minor: u32) {
        for (index, unit) in "KmdfLibrary\0".encode_utf16().enumerate() {
            let offset = u32::try_from(index * 2).expect("small");
            self.put_data(COMPONENT + offset, &unit.to_le_bytes());
        }
        self.put_data(DATA.0, &48_u32.to_le_bytes());
        self.put_data(DATA.0 + 8, &(BASE + u64::from(COMPONENT)).to_le_bytes());
        self.put_data(DATA.0 + 16, &major.to_le_bytes());
        self.put_data(DATA.0 + 20, &minor.to_le_bytes());
    }

    fn function(&mut self, name: &str, address: u32) {
        self.functions.push(Function {
            name: name.to_owned(),
            address,
        });
    }

    /// The checks that object, with the calls that they name.
    fn objections(self) -> Vec<(&'static str, Vec<u32>)> {
        let subject = Subject::with_functions(&self.bytes, self.functions, self.model);
        let subject = subject.expect("an image");
        let mut objections = Vec::new();
        for (name, check) in CHECKS {
            let found = check(&subject).expect("readable");
            objections.extend(found.into_iter().map(|objection| (name, objection.calls)));
        }
        objections
    }
}

fn objections(change: impl FnOnce(&mut Image)) -> Vec<(&'static str, Vec<u32>)> {
    let mut image = Image::good();
    change(&mut image);
    image.objections()
}

#[test]
fn a_good_image_passes_every_check() {
    assert_eq!(Image::good().objections(), []);
}

#[test]
fn a_section_is_not_writable_and_executable() {
    let all = IMAGE_SCN_MEM_READ | IMAGE_SCN_MEM_EXECUTE | IMAGE_SCN_MEM_WRITE;
    let found = objections(|image| image.section(0, CODE, all));
    assert_eq!(found, [("writable-code", vec![])]);
}

#[test]
fn both_flags_of_the_headers_are_wanted() {
    let found = objections(|image| image.characteristics(IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE));
    assert_eq!(found, [("nx", vec![])]);
    let found = objections(|image| image.characteristics(IMAGE_DLLCHARACTERISTICS_NX_COMPAT));
    assert_eq!(found, [("dynamic-base", vec![])]);
}

#[test]
fn the_subsystem_is_native() {
    const CONSOLE: u16 = 3;
    let found = objections(|image| image.subsystem(CONSOLE));
    assert_eq!(found, [("native", vec![])]);
}

#[test]
fn the_entry_point_is_the_models() {
    let found = objections(|image| image.entry(0));
    assert_eq!(found, [("entry", vec![])]);
    let found = objections(|image| image.functions[0].name = "DriverEntry".to_owned());
    assert_eq!(found, [("entry", vec![])]);
}

#[test]
fn the_framework_version_is_the_workspaces() {
    let (major, minor) = repository::kmdf_version().expect("the manifest");
    let found = objections(|image| image.bind(major, minor + 2));
    assert_eq!(found, [("kmdf-version", vec![])]);
    // A WDM image binds to none.
    let found = objections(|image| {
        image.model = Model::Wdm;
        image.functions[0].name = "DriverEntry".to_owned();
    });
    assert_eq!(found, [("kmdf-version", vec![])]);
}

#[test]
fn denied_and_unknown_imports_are_named_with_their_calls() {
    for name in ["ExAllocatePool", "ExNoSuchFunction"] {
        let found = objections(|image| image.import(name));
        assert_eq!(found, [("import", vec![CODE.0 + 6])], "{name}");
    }
}

#[test]
fn a_call_through_a_thunk_counts_and_the_thunk_does_not() {
    const THUNK: u32 = CODE.0 + 0x20;
    let found = objections(|image| {
        image.import("ExAllocatePool");
        // `call thunk`, and `jmp [rip + …]` there.
        image.put(CODE.1, &[0xe8]);
        image.put(CODE.1 + 1, &(THUNK - CODE.0 - 5).to_le_bytes());
        image.put(CODE.1 + 5, &[0x90]);
        image.put(CODE.1 + 0x20, &[0xff, 0x25]);
        image.put(CODE.1 + 0x22, &(SLOT - THUNK - 6).to_le_bytes());
    });
    assert_eq!(found, [("import", vec![CODE.0 + 5])]);
}

#[test]
fn a_panic_function_is_found_with_its_call() {
    const PANIC: u32 = CODE.0 + 0x40;
    let found = objections(|image| {
        image.function("core::panicking::panic_bounds_check", PANIC);
        image.put(CODE.1 + 0x10, &[0xe8]);
        image.put(CODE.1 + 0x11, &(PANIC - CODE.0 - 0x15).to_le_bytes());
    });
    assert_eq!(found, [("panic-path", vec![CODE.0 + 0x15])]);
}
