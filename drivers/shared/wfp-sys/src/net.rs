//! Socket address types that WFP structures contain.
//!
//! Members keep the spelling of the C headers. Ports and addresses in these are in network byte order.

use core::ffi::c_char;

/// Scope of an IPv6 address: a 28-bit zone and a 4-bit level in one number. Source: `ws2def.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SCOPE_ID {
    /// Zone in the low 28 bits, level in the high 4. In C a union with a bit-field of both.
    pub Value: u32,
}

/// An address of any family; what follows the family depends on it. Source: `ws2def.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SOCKADDR {
    /// Address family: 2 for IPv4, 23 for IPv6.
    pub sa_family: u16,
    /// The start of the rest.
    pub sa_data: [c_char; 14],
}

/// An IPv4 address and port. Source: `ws2def.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SOCKADDR_IN {
    /// Address family: 2.
    pub sin_family: u16,
    /// Port.
    pub sin_port: u16,
    /// Address.
    pub sin_addr: IN_ADDR,
    /// Zero.
    pub sin_zero: [c_char; 8],
}

/// An IPv4 address. Source: `inaddr.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IN_ADDR {
    /// The address.
    pub S_un: IN_ADDR_0,
}

/// The views of an [`IN_ADDR`]. In C there are two more, by byte and by word.
#[repr(C)]
#[derive(Clone, Copy)]
pub union IN_ADDR_0 {
    /// The address as one number.
    pub S_addr: u32,
}

/// An IPv6 address. Source: `in6addr.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IN6_ADDR {
    /// The address.
    pub u: IN6_ADDR_0,
}

/// The views of an [`IN6_ADDR`].
#[repr(C)]
#[derive(Clone, Copy)]
pub union IN6_ADDR_0 {
    /// By byte, as written.
    pub Byte: [u8; 16],
    /// By 16-bit word.
    pub Word: [u16; 8],
}

/// An IPv6 address and port. Source: `ws2ipdef.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SOCKADDR_IN6 {
    /// Address family: 23.
    pub sin6_family: u16,
    /// Port.
    pub sin6_port: u16,
    /// Flow information.
    pub sin6_flowinfo: u32,
    /// Address.
    pub sin6_addr: IN6_ADDR,
    /// Scope.
    pub Anonymous: SOCKADDR_IN6_0,
}

/// The scope in a [`SOCKADDR_IN6`], as number or as structure.
#[repr(C)]
#[derive(Clone, Copy)]
pub union SOCKADDR_IN6_0 {
    /// As number.
    pub sin6_scope_id: u32,
    /// As structure.
    pub sin6_scope_struct: SCOPE_ID,
}

/// An IPv4 or IPv6 address; the family says which. Source: `ws2ipdef.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub union SOCKADDR_INET {
    /// Valid if the family is 2.
    pub Ipv4: SOCKADDR_IN,
    /// Valid if the family is 23.
    pub Ipv6: SOCKADDR_IN6,
    /// The family; valid always.
    pub si_family: u16,
}

/// An address prefix. Source: `netioapi.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct IP_ADDRESS_PREFIX {
    /// The address.
    pub Prefix: SOCKADDR_INET,
    /// Its leading bits that count.
    pub PrefixLength: u8,
}

layout! {
    SCOPE_ID = (4, 4) {
        Value = (0, 4),
    }
    SOCKADDR = (16, 2) {
        sa_family = (0, 2),
        sa_data = (2, 14),
    }
    SOCKADDR_IN = (16, 4) {
        sin_family = (0, 2),
        sin_port = (2, 2),
        sin_addr = (4, 4),
        sin_zero = (8, 8),
    }
    SOCKADDR_IN6 = (28, 4) {
        sin6_family = (0, 2),
        sin6_port = (2, 2),
        sin6_flowinfo = (4, 4),
        sin6_addr = (8, 16),
        Anonymous.sin6_scope_id = (24, 4),
        Anonymous.sin6_scope_struct = (24, 4),
    }
    SOCKADDR_INET = (28, 4) {
        Ipv4 = (0, 16),
        Ipv6 = (0, 28),
        si_family = (0, 2),
    }
    IP_ADDRESS_PREFIX = (32, 4) {
        Prefix = (0, 28),
        PrefixLength = (28, 1),
    }
}
