//! Socket address types that WFP structures contain.
//!
//! Members keep the spelling of the C headers. Ports and addresses in these are in network byte order.
#![allow(
    clippy::pub_underscore_fields,
    reason = "members are spelled as in the C headers"
)]

use core::ffi::c_char;

/// Address family. Source: `ws2def.h`.
pub type ADDRESS_FAMILY = u16;

/// Protocol above IP. Source: `ws2def.h`.
pub type IPPROTO = i32;

/// Routing compartment. [`FWPS_INCOMING_METADATA_VALUES0`](crate::FWPS_INCOMING_METADATA_VALUES0) has it as `u32`: pass
/// `compartmentId.cast_signed()`. Source: `ws2ipdef.h`.
pub type COMPARTMENT_ID = i32;

/// Index of an interface. Source: `ifdef.h`.
pub type IF_INDEX = u32;

constants! {
    /// Address family: any.
    pub const AF_UNSPEC: ADDRESS_FAMILY = 0;
    /// Address family: IPv4.
    pub const AF_INET: ADDRESS_FAMILY = 2;
    /// Address family: IPv6.
    pub const AF_INET6: ADDRESS_FAMILY = 23;
    /// Protocol: ICMP.
    pub const IPPROTO_ICMP: IPPROTO = 1;
    /// Protocol: TCP.
    pub const IPPROTO_TCP: IPPROTO = 6;
    /// Protocol: UDP.
    pub const IPPROTO_UDP: IPPROTO = 17;
    /// Protocol: ICMP for IPv6.
    pub const IPPROTO_ICMPV6: IPPROTO = 58;
    /// Compartment: none named.
    pub const UNSPECIFIED_COMPARTMENT_ID: COMPARTMENT_ID = 0;
    /// Compartment: the first.
    pub const DEFAULT_COMPARTMENT_ID: COMPARTMENT_ID = 1;
}

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

/// Room for an address of any family. Source: `ws2def.h`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SOCKADDR_STORAGE {
    /// Address family.
    pub ss_family: ADDRESS_FAMILY,
    /// Filler.
    pub __ss_pad1: [c_char; 6],
    /// Filler that aligns to 8.
    pub __ss_align: i64,
    /// Filler.
    pub __ss_pad2: [c_char; 112],
}

/// Head of one item of a socket's control data. Source: `ws2def.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct WSACMSGHDR {
    /// Bytes of the item, with this head.
    pub cmsg_len: usize,
    /// Protocol that it belongs to.
    pub cmsg_level: i32,
    /// Its kind, of that protocol.
    pub cmsg_type: i32,
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
    SOCKADDR_STORAGE = (128, 8) {
        ss_family = (0, 2),
        __ss_pad1 = (2, 6),
        __ss_align = (8, 8),
        __ss_pad2 = (16, 112),
    }
    WSACMSGHDR = (16, 8) {
        cmsg_len = (0, 8),
        cmsg_level = (8, 4),
        cmsg_type = (12, 4),
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
