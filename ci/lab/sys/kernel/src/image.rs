//! A mapped PE image, read with bounds.

use core::ffi::CStr;

use crate::process::{Address, protect};

/// An image in memory.
#[derive(Clone, Copy, Debug)]
pub struct LoadedImage {
    /// First address.
    pub base: Address,
    /// Size in bytes.
    pub size: usize,
}

/// One imported function.
pub struct Import<'a> {
    /// The library, as the import table spells it.
    pub library: &'a CStr,
    /// The function; imports by ordinal are passed over.
    pub name: &'a CStr,
    /// Where the loader wrote its address.
    pub slot: Address,
}

impl LoadedImage {
    /// Reads `T` at an offset inside the image.
    fn read<T: Copy>(&self, offset: usize) -> Option<T> {
        let end = offset.checked_add(size_of::<T>())?;
        if end > self.size {
            return None;
        }
        let place = core::ptr::with_exposed_provenance::<T>(self.base + offset);
        // SAFETY: inside the image, which stays mapped while the verifier looks at it: this runs
        // in the load callback or before the entry point.
        Some(unsafe { place.read_unaligned() })
    }

    fn headers(&self) -> Option<usize> {
        let offset: u32 = self.read(0x3c)?;
        let offset = usize::try_from(offset).ok()?;
        (self.read::<u32>(offset)? == u32::from_le_bytes(*b"PE\0\0")).then_some(offset)
    }

    fn optional_header(&self) -> Option<usize> {
        Some(self.headers()? + 24)
    }

    /// Offset of the entry point.
    #[must_use]
    pub fn entry(&self) -> Option<usize> {
        let entry: u32 = self.read(self.optional_header()? + 16)?;
        usize::try_from(entry).ok()
    }

    fn text(&self, offset: u32) -> Option<&CStr> {
        let start = usize::try_from(offset).ok()?;
        let rest = self.size.checked_sub(start)?;
        let place = core::ptr::with_exposed_provenance::<u8>(self.base + start);
        // SAFETY: the range ends with the image; see `read` for its life.
        let bytes = unsafe { core::slice::from_raw_parts(place, rest) };
        CStr::from_bytes_until_nul(bytes).ok()
    }

    /// Calls `each` for every function imported by name.
    pub fn imports(&self, mut each: impl FnMut(&Import<'_>)) -> Option<()> {
        const IMPORT_DIRECTORY: usize = 112 + 8;
        const DESCRIPTOR: usize = 20;
        const BY_ORDINAL: u64 = 1 << 63;
        let directory: u32 = self.read(self.optional_header()? + IMPORT_DIRECTORY)?;
        if directory == 0 {
            return Some(());
        }
        let mut descriptor = usize::try_from(directory).ok()?;
        loop {
            let [names, _, _, library, slots]: [u32; 5] = self.read(descriptor)?;
            if library == 0 {
                return Some(());
            }
            let library = self.text(library)?;
            let mut name = usize::try_from(if names == 0 { slots } else { names }).ok()?;
            let mut slot = usize::try_from(slots).ok()?;
            loop {
                let entry: u64 = self.read(name)?;
                if entry == 0 {
                    break;
                }
                if entry & BY_ORDINAL == 0 {
                    // A two-byte hint stands before the name.
                    let text = self.text(u32::try_from(entry).ok()?.checked_add(2)?)?;
                    each(&Import {
                        library,
                        name: text,
                        slot: self.base + slot,
                    });
                }
                name += 8;
                slot += 8;
            }
            descriptor += DESCRIPTOR;
        }
    }

    /// The bytes at an offset.
    #[must_use]
    pub fn bytes<const N: usize>(&self, offset: usize) -> Option<[u8; N]> {
        self.read(offset)
    }

    /// Overwrites bytes of the image.
    #[must_use]
    pub fn write<const N: usize>(&self, offset: usize, bytes: [u8; N]) -> bool {
        if offset.checked_add(N).is_none_or(|end| end > self.size) {
            return false;
        }
        let place = core::ptr::with_exposed_provenance_mut::<[u8; N]>(self.base + offset);
        protect(self.base + offset, N, || {
            // SAFETY: inside the image and writable for the length of this call; nobody runs
            // there yet.
            unsafe { place.write_unaligned(bytes) };
        })
    }

    /// Whether `address` lies in the image.
    #[must_use]
    pub const fn contains(&self, address: Address) -> bool {
        address >= self.base && address - self.base < self.size
    }
}

impl Import<'_> {
    /// Sends the import to `target`.
    #[must_use]
    pub fn redirect(&self, target: Address) -> bool {
        let place = core::ptr::with_exposed_provenance_mut::<Address>(self.slot);
        protect(self.slot, size_of::<Address>(), || {
            // SAFETY: a slot of the import address table, writable for the length of this call.
            unsafe { place.write(target) };
        })
    }

    /// Where it goes now.
    #[must_use]
    pub const fn target(&self) -> Address {
        let place = core::ptr::with_exposed_provenance::<Address>(self.slot);
        // SAFETY: a slot of the import address table of a mapped image.
        unsafe { place.read() }
    }
}
