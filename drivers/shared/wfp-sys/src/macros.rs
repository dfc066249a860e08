//! Macros that produce an item and its row in [`crate::facts`] from one text, so that no name or number is typed twice.

/// Constants, and `CONSTANTS`: their names and bit patterns.
macro_rules! constants {
    ($( $(#[$attr:meta])* pub const $name:ident: $type:ty = $value:expr; )*) => {
        $( $(#[$attr])* pub const $name: $type = $value; )*

        #[allow(
            clippy::cast_lossless,
            clippy::cast_sign_loss,
            clippy::redundant_pub_crate,
            clippy::unnecessary_cast,
            trivial_numeric_casts,
            reason = "one expression for u16, u32, i32 and NTSTATUS: the 32-bit pattern, as the tables have it"
        )]
        pub(crate) const CONSTANTS: &[crate::facts::Constant] = &[
            $( crate::facts::Constant { name: stringify!($name), bits: $name as u32 as u64 }, )*
        ];
    };
}

/// The fields of layers, `CONSTANTS` as in `constants!`, and `LAYERS`: who has which fields.
///
/// `(run-time number, management key) … { NAME = index: type, condition; … } [newer { … }] [icmp { NAME = field; … }]`.
/// Layers that stand together have the same fields. `newer` ones are not in `LAYERS`: older machines lack them.
macro_rules! fields {
    ($( $( ($id:ident, $key:ident) )+ {
        $( $name:ident = $index:literal: $type:ident, $condition:ident; )*
    } $( newer {
        $( $newer:ident = $newer_index:literal: $newer_type:ident, $newer_condition:ident; )*
    } )? $( icmp {
        $( $alias:ident = $field:ident; )*
    } )? )*) => {
        constants! {
            $(
                $(
                    #[doc = concat!(
                        "Field ", $index, ": `", stringify!($type), "`, condition `", stringify!($condition), "`."
                    )]
                    pub const $name: u32 = $index;
                )*
                $( $(
                    #[doc = concat!(
                        "Field ", $newer_index, ": `", stringify!($newer_type), "`, condition `",
                        stringify!($newer_condition), "`; newer builds only."
                    )]
                    pub const $newer: u32 = $newer_index;
                )* )?
                $( $(
                    #[doc = concat!("The slot of [`", stringify!($field), "`], for ICMP traffic.")]
                    pub const $alias: u32 = $field;
                )* )?
            )*
        }

        #[allow(clippy::redundant_pub_crate, reason = "its module is private, like those of the other facts")]
        pub(crate) const LAYERS: &[crate::facts::Layer] = &[
            $( crate::facts::Layer {
                names: &[$( (crate::$id, &crate::$key) ),+],
                fields: &[
                    $( crate::facts::LayerField {
                        index: $name,
                        condition: &crate::$condition,
                        data_type: crate::$type,
                    }, )*
                ],
            }, )*
        ];
    };
}

/// GUIDs written as one 128-bit number, and `GUIDS`: their names and values.
macro_rules! guids {
    ($( $(#[$attr:meta])* pub const $name:ident: $type:ty = $value:literal; )*) => {
        $( $(#[$attr])* pub const $name: $type = <$type>::from_u128($value); )*

        pub(crate) const GUIDS: &[crate::facts::Guid] = &[
            $( crate::facts::Guid { name: stringify!($name), value: $name }, )*
        ];
    };
}

/// Checks structures against literals at compile time, and makes `LAYOUTS` of what the compiler really laid out.
///
/// `Name = (size, align) { field = (offset, size), … }`, a member of an unnamed union as `Anonymous.member`.
/// The literals are copied from the project's layout table, whose rows come from Microsoft's metadata and from debug
/// information; never from reading the Rust structure.
macro_rules! layout {
    ($( $name:ident = ($size:literal, $align:literal) {
        $( $($field:ident).+ = ($offset:literal, $field_size:literal) ),* $(,)?
    } )*) => {
        $(
            const _: () = assert!(size_of::<$name>() == $size, concat!("size of ", stringify!($name)));
            const _: () = assert!(align_of::<$name>() == $align, concat!("alignment of ", stringify!($name)));
            $(
                const _: () = assert!(
                    core::mem::offset_of!($name, $($field).+) == $offset,
                    concat!("offset of ", stringify!($name), ".", stringify!($($field).+))
                );
                const _: () = assert!(
                    layout!(@size $name, $($field).+) == $field_size,
                    concat!("size of ", stringify!($name), ".", stringify!($($field).+))
                );
            )*
        )*

        pub(crate) const LAYOUTS: &[crate::facts::Layout] = &[
            $( crate::facts::Layout {
                name: stringify!($name),
                size: size_of::<$name>(),
                align: align_of::<$name>(),
                fields: &[
                    $( crate::facts::Field {
                        path: stringify!($($field).+),
                        offset: core::mem::offset_of!($name, $($field).+),
                        size: layout!(@size $name, $($field).+),
                    }, )*
                ],
            }, )*
        ];
    };
    // The closure tells the field's type to `field_size` and is never called.
    (@size $name:ident, $($field:ident).+) => {
        crate::facts::field_size(|whole: *const $name| {
            // SAFETY: never executed; would be in bounds for any `whole` that points to a live value.
            unsafe { &raw const (*whole).$($field).+ }
        })
    };
}

/// The value with all bytes zero, as constant and as `Default`.
macro_rules! zero {
    ($( $name:ident ),* $(,)?) => {
        $(
            impl $name {
                /// All bytes zero: the start of a structure of which only a few members are set.
                // SAFETY: the members are integers, raw pointers, unions of these and optional function pointers;
                // zero is valid for each.
                pub const ZERO: Self = unsafe { core::mem::zeroed() };
            }

            impl Default for $name {
                fn default() -> Self {
                    Self::ZERO
                }
            }
        )*
    };
}

/// Functions exported by `fwpkclnt.sys`, and `FUNCTIONS`: names, parameters, sizes.
///
/// The link attribute exists for Windows targets only (on others it is error E0455), and `+verbatim` keeps rustc from
/// appending `.dll` to the name.
macro_rules! functions {
    ($( $(#[$attr:meta])* pub fn $name:ident($( $param:ident: $type:ty ),* $(,)?) $(-> $return:ty)?; )*) => {
        #[cfg_attr(
            windows,
            link(name = "fwpkclnt.sys", kind = "raw-dylib", modifiers = "+verbatim")
        )]
        unsafe extern "system" {
            $( $(#[$attr])* pub fn $name($( $param: $type ),*) $(-> $return)?; )*
        }

        pub(crate) const FUNCTIONS: &[crate::facts::Function] = &[
            $( crate::facts::Function {
                name: stringify!($name),
                parameters: &[
                    $( crate::facts::Parameter {
                        name: stringify!($param),
                        r#type: stringify!($type),
                        size: size_of::<$type>(),
                    }, )*
                ],
                return_type: concat!($( stringify!($return) )?),
                return_size: 0 $( + size_of::<$return>() )?,
                #[cfg(all(windows, feature = "addresses"))]
                address: $name as *const (),
            }, )*
        ];
    };
}

/// Callback types, nullable as in C, and `CALLBACKS`: names, parameters, sizes.
macro_rules! callbacks {
    ($( $(#[$attr:meta])* pub type $name:ident = fn($( $param:ident: $type:ty ),* $(,)?) $(-> $return:ty)?; )*) => {
        $( $(#[$attr])* pub type $name = Option<unsafe extern "system" fn($( $param: $type ),*) $(-> $return)?>; )*

        pub(crate) const CALLBACKS: &[crate::facts::Function] = &[
            $( crate::facts::Function {
                name: stringify!($name),
                parameters: &[
                    $( crate::facts::Parameter {
                        name: stringify!($param),
                        r#type: stringify!($type),
                        size: size_of::<$type>(),
                    }, )*
                ],
                return_type: concat!($( stringify!($return) )?),
                return_size: 0 $( + size_of::<$return>() )?,
                #[cfg(all(windows, feature = "addresses"))]
                address: core::ptr::null(),
            }, )*
        ];
    };
}
