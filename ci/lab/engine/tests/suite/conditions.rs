//! Which traffic a filter matches, and what is refused.

use engine::{Condition, Conditions, GUID, Layer, NTSTATUS, Operand, Value};
use wfp_sys::*;

use crate::common::{port, port_is, traffic};

fn connect(v6: bool) -> Layer {
    let key = if v6 {
        FWPM_LAYER_ALE_AUTH_CONNECT_V6
    } else {
        FWPM_LAYER_ALE_AUTH_CONNECT_V4
    };
    Layer::with_key(&key).expect("a known layer")
}

const fn condition(field: GUID, match_type: FWP_MATCH_TYPE, operand: Operand) -> Condition {
    Condition {
        field,
        match_type,
        operand,
    }
}

fn refused(condition: Condition) -> NTSTATUS {
    Conditions::new(&connect(false), &[condition]).expect_err("refused")
}

/// Whether one condition on a field holds for one value of it.
fn holds(field: GUID, match_type: FWP_MATCH_TYPE, operand: Operand, value: Value) -> bool {
    let layer = connect(matches!(value, Value::ByteArray16(_)));
    Conditions::new(&layer, &[condition(field, match_type, operand)])
        .expect("a good condition")
        .hold(&traffic(&layer, &[(field, value)]))
}

fn port_holds(match_type: FWP_MATCH_TYPE, operand: u16, value: u16) -> bool {
    holds(
        FWPM_CONDITION_IP_REMOTE_PORT,
        match_type,
        Operand::Value(Value::Uint16(operand)),
        Value::Uint16(value),
    )
}

#[test]
fn no_conditions_match_everything() {
    // ns-fwpmtypes-fwpm_filter0
    let conditions = Conditions::new(&connect(false), &[]).expect("none");
    assert!(conditions.hold(&traffic(&connect(false), &[])));
}

#[test]
fn conditions_on_different_fields_must_all_hold() {
    // ns-fwpmtypes-fwpm_filter0
    let tcp = condition(
        FWPM_CONDITION_IP_PROTOCOL,
        FWP_MATCH_EQUAL,
        Operand::Value(Value::Uint8(6)),
    );
    let both = Conditions::new(&connect(false), &[tcp, port_is(443)]).expect("two fields");
    for (protocol, port, expected) in [(6, 443, true), (17, 443, false), (6, 80, false)] {
        let values = traffic(
            &connect(false),
            &[
                (FWPM_CONDITION_IP_PROTOCOL, Value::Uint8(protocol)),
                (FWPM_CONDITION_IP_REMOTE_PORT, Value::Uint16(port)),
            ],
        );
        assert_eq!(both.hold(&values), expected, "{protocol} {port}");
    }
}

#[test]
fn of_consecutive_conditions_on_one_field_one_must_hold() {
    // ns-fwpmtypes-fwpm_filter0: since Windows 7
    let either = Conditions::new(&connect(false), &[port_is(80), port_is(443)]).expect("one field");
    for (port, expected) in [(80, true), (443, true), (22, false)] {
        let fields = [(FWPM_CONDITION_IP_REMOTE_PORT, Value::Uint16(port))];
        assert_eq!(either.hold(&traffic(&connect(false), &fields)), expected);
    }
}

#[test]
fn a_field_named_again_later_is_a_duplicate() {
    // win32 fwp/wfp-error-codes; consecutive ones are the exception of the test above
    let tcp = condition(
        FWPM_CONDITION_IP_PROTOCOL,
        FWP_MATCH_EQUAL,
        Operand::Value(Value::Uint8(6)),
    );
    let status = Conditions::new(&connect(false), &[port_is(80), tcp, port_is(443)]);
    assert_eq!(status, Err(STATUS_FWP_DUPLICATE_CONDITION));
}

#[test]
fn a_condition_that_the_layer_does_not_offer_is_not_found() {
    // win32 fwp/wfp-error-codes
    let direction = condition(
        FWPM_CONDITION_DIRECTION,
        FWP_MATCH_EQUAL,
        Operand::Value(Value::Uint32(0)),
    );
    assert_eq!(refused(direction), STATUS_FWP_CONDITION_NOT_FOUND);
}

#[test]
fn value_and_field_have_one_type() {
    // ne-fwptypes-fwp_match_type: BFE does not convert
    let wide = Operand::Value(Value::Uint32(443));
    assert_eq!(
        refused(port(FWP_MATCH_EQUAL, wide)),
        STATUS_FWP_TYPE_MISMATCH
    );
    let range = Operand::Range(Value::Uint32(1), Value::Uint32(2));
    assert_eq!(
        refused(port(FWP_MATCH_RANGE, range)),
        STATUS_FWP_TYPE_MISMATCH
    );
    let sid = Operand::Opaque(FWP_SID);
    assert_eq!(
        refused(port(FWP_MATCH_EQUAL, sid)),
        STATUS_FWP_TYPE_MISMATCH
    );
}

#[test]
fn sortable_types_are_compared() {
    // ne-fwptypes-fwp_match_type
    assert!(port_holds(FWP_MATCH_EQUAL, 80, 80) && !port_holds(FWP_MATCH_EQUAL, 80, 81));
    assert!(port_holds(FWP_MATCH_NOT_EQUAL, 80, 81) && !port_holds(FWP_MATCH_NOT_EQUAL, 80, 80));
    assert!(port_holds(FWP_MATCH_GREATER, 80, 81) && !port_holds(FWP_MATCH_GREATER, 80, 80));
    assert!(port_holds(FWP_MATCH_LESS, 80, 79) && !port_holds(FWP_MATCH_LESS, 80, 80));
    assert!(port_holds(FWP_MATCH_GREATER_OR_EQUAL, 80, 80));
    assert!(!port_holds(FWP_MATCH_GREATER_OR_EQUAL, 80, 79));
    assert!(port_holds(FWP_MATCH_LESS_OR_EQUAL, 80, 80));
    assert!(!port_holds(FWP_MATCH_LESS_OR_EQUAL, 80, 81));
}

#[test]
fn both_ends_of_a_range_belong_to_it() {
    // ns-fwptypes-fwp_range0
    let within = |value| {
        let range = Operand::Range(Value::Uint16(80), Value::Uint16(90));
        holds(
            FWPM_CONDITION_IP_REMOTE_PORT,
            FWP_MATCH_RANGE,
            range,
            Value::Uint16(value),
        )
    };
    assert!(within(80) && within(85) && within(90));
    assert!(!within(79) && !within(91));
}

#[test]
fn a_range_that_ends_before_it_begins_is_invalid() {
    // win32 fwp/wfp-error-codes
    let range = Operand::Range(Value::Uint16(2), Value::Uint16(1));
    assert_eq!(
        refused(port(FWP_MATCH_RANGE, range)),
        STATUS_FWP_INVALID_RANGE
    );
}

#[test]
fn a_match_type_needs_a_fitting_operand() {
    // ne-fwptypes-fwp_match_type, win32 fwp/wfp-error-codes
    let number = || Operand::Value(Value::Uint16(1));
    let range = Operand::Range(Value::Uint16(1), Value::Uint16(2));
    for bad in [
        port(FWP_MATCH_RANGE, number()),
        port(FWP_MATCH_EQUAL, range),
        port(FWP_MATCH_PREFIX, number()),
        port(FWP_MATCH_EQUAL_CASE_INSENSITIVE, number()),
        condition(
            FWPM_CONDITION_ALE_APP_ID,
            FWP_MATCH_FLAGS_ANY_SET,
            Operand::Value(Value::ByteBlob(Vec::from([1]).into())),
        ),
        condition(
            FWPM_CONDITION_IP_REMOTE_ADDRESS,
            FWP_MATCH_LESS,
            Operand::V4Subnet {
                address: 0,
                mask: 0,
            },
        ),
    ] {
        assert_eq!(refused(bad), STATUS_FWP_MATCH_TYPE_MISMATCH);
    }
}

#[test]
fn flags_are_all_any_or_none_set() {
    // ne-fwptypes-fwp_match_type: unsigned integers only
    let flags = |match_type, value| {
        let operand = Operand::Value(Value::Uint32(0b110));
        holds(
            FWPM_CONDITION_FLAGS,
            match_type,
            operand,
            Value::Uint32(value),
        )
    };
    assert!(flags(FWP_MATCH_FLAGS_ALL_SET, 0b111) && !flags(FWP_MATCH_FLAGS_ALL_SET, 0b011));
    assert!(flags(FWP_MATCH_FLAGS_ANY_SET, 0b011) && !flags(FWP_MATCH_FLAGS_ANY_SET, 0b001));
    assert!(flags(FWP_MATCH_FLAGS_NONE_SET, 0b001) && !flags(FWP_MATCH_FLAGS_NONE_SET, 0b010));
}

#[test]
fn prefix_compares_the_end_of_the_value() {
    // ne-fwptypes-fwp_match_type: "misleading name"
    let ends = |match_type, value: &[u8]| {
        let operand = Operand::Value(Value::ByteBlob(b"cd".as_slice().into()));
        let value = Value::ByteBlob(value.into());
        holds(FWPM_CONDITION_ALE_APP_ID, match_type, operand, value)
    };
    assert!(ends(FWP_MATCH_PREFIX, b"abcd") && !ends(FWP_MATCH_PREFIX, b"cdab"));
    assert!(ends(FWP_MATCH_NOT_PREFIX, b"cdab") && !ends(FWP_MATCH_NOT_PREFIX, b"abcd"));
}

#[test]
fn an_ipv4_address_is_compared_with_a_subnet() {
    // ne-fwptypes-fwp_match_type: an exception to "one type"
    let inside = |value| {
        let subnet = Operand::V4Subnet {
            address: 0xcb00_7107,
            mask: 0xffff_ff00,
        };
        let field = FWPM_CONDITION_IP_REMOTE_ADDRESS;
        holds(field, FWP_MATCH_EQUAL, subnet, Value::Uint32(value))
    };
    assert!(inside(0xcb00_7142) && !inside(0xcb00_7207));
}

#[test]
fn an_ipv6_address_is_compared_with_a_subnet() {
    // ne-fwptypes-fwp_match_type: an exception to "one type"
    let field = FWPM_CONDITION_IP_REMOTE_ADDRESS;
    let mut address = [0; 16];
    address[..4].copy_from_slice(&[0x20, 0x01, 0x0d, 0xb8]);
    let inside = |prefix, value| {
        let subnet = Operand::V6Subnet { address, prefix };
        holds(field, FWP_MATCH_EQUAL, subnet, Value::ByteArray16(value))
    };
    let mut other = address;
    other[15] = 1;
    assert!(inside(32, other) && inside(0, [0xff; 16]));
    assert!(!inside(128, other) && !inside(32, [0xff; 16]));
    let long = Operand::V6Subnet {
        address,
        prefix: 129,
    };
    let refused = Conditions::new(&connect(true), &[condition(field, FWP_MATCH_EQUAL, long)]);
    assert_eq!(refused, Err(STATUS_FWP_INVALID_NET_MASK));
}

#[test]
fn an_empty_field_matches_no_condition() {
    // nf-fwpmu-fwpmfilteradd0: an implicit bind passes a filter that names a local address
    let conditions = Conditions::new(&connect(false), &[port_is(443)]).expect("one field");
    assert!(!conditions.hold(&traffic(&connect(false), &[])));
}
