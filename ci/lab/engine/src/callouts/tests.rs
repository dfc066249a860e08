use super::*;

const FUNCTIONS: Functions = Functions {
    classify: 0x1000,
    notify: 0x2000,
    flow_delete: 0,
    version: 1,
    conditional_on_flow: false,
    owner: 7,
};
const BUSY: BusyMode = BusyMode::StaysRegistered;

fn registered(id: u32) -> Callouts {
    let callouts = Callouts::default();
    callouts.register(id, FUNCTIONS).expect("a free slot");
    callouts
}

fn no_wait(waiting: Waiting) {
    panic!("waited with {} calls inside", waiting.inside);
}

#[test]
fn unregister_unknown_id_is_not_found() {
    // nf-fwpsk-fwpscalloutunregisterbyid0
    let status = Callouts::default().unregister(5, UnregisterMode::Waits, BUSY, no_wait);
    assert_eq!(status, STATUS_FWP_CALLOUT_NOT_FOUND);
}

#[test]
fn enter_fails_once_unregistered() {
    let callouts = registered(5);
    assert!(callouts.enter(5).is_some());
    assert_eq!(
        callouts.unregister(5, UnregisterMode::Waits, BUSY, no_wait),
        STATUS_SUCCESS
    );
    assert!(callouts.enter(5).is_none());
    assert_eq!(callouts.inside(7), 0);
}

#[test]
fn mode_waits_returns_only_when_the_last_call_is_out() {
    let callouts = registered(5);
    let mut call = callouts.enter(5);
    let mut waits = 0;
    let status = callouts.unregister(5, UnregisterMode::Waits, BUSY, |waiting| {
        assert_eq!(waiting.inside, 1);
        assert!(callouts.enter(5).is_none(), "no new call while it waits");
        waits += 1;
        if waits == 3 {
            drop(call.take());
        }
    });
    assert_eq!((status, waits), (STATUS_SUCCESS, 3));
}

#[test]
fn refusing_modes_keep_the_callout_registered_and_give_in_later() {
    for (mode, expected) in [
        (UnregisterMode::InUse, STATUS_FWP_IN_USE),
        (UnregisterMode::DeviceBusy, STATUS_DEVICE_BUSY),
        (UnregisterMode::Unlisted, STATUS_UNSUCCESSFUL),
    ] {
        let callouts = registered(5);
        let call = callouts.enter(5);
        assert_eq!(callouts.unregister(5, mode, BUSY, no_wait), expected);
        assert!(callouts.is_registered(5));
        assert!(callouts.enter(5).is_some(), "still called after a refusal");
        drop(call);
        assert_eq!(callouts.unregister(5, mode, BUSY, no_wait), STATUS_SUCCESS);
    }
}

#[test]
fn a_refusing_mode_refuses_a_bounded_number_of_times() {
    let callouts = registered(5);
    let mut call = callouts.enter(5);
    for _ in 0..REFUSALS {
        let status = callouts.unregister(5, UnregisterMode::InUse, BUSY, no_wait);
        assert_eq!(status, STATUS_FWP_IN_USE);
    }
    let status = callouts.unregister(5, UnregisterMode::InUse, BUSY, |_| drop(call.take()));
    assert_eq!(status, STATUS_SUCCESS);
}

#[test]
fn mode_never_never_succeeds() {
    let callouts = registered(5);
    for _ in 0..100 {
        let status = callouts.unregister(5, UnregisterMode::Never, BUSY, no_wait);
        assert_eq!(status, STATUS_FWP_IN_USE);
    }
    assert!(callouts.is_registered(5));
}

#[test]
fn mode_succeeds_early_leaves_the_running_call_its_slot() {
    let callouts = registered(5);
    let call = callouts.enter(5);
    assert_eq!(
        callouts.unregister(5, UnregisterMode::SucceedsEarly, BUSY, no_wait),
        STATUS_SUCCESS
    );
    assert_eq!(callouts.inside(7), 1);
    let other = Functions {
        owner: 8,
        ..FUNCTIONS
    };
    callouts.register(6, other).expect("another slot");
    assert_eq!(callouts.inside(8), 0, "the new callout has its own count");
    drop(call);
    assert_eq!(callouts.inside(7), 0);
}

#[test]
fn a_second_unregister_at_the_same_time_is_in_use() {
    // nf-fwpsk-fwpscalloutunregisterbyid0: the meaning of STATUS_FWP_IN_USE
    let callouts = registered(5);
    let mut call = callouts.enter(5);
    let mut second = STATUS_SUCCESS;
    callouts.unregister(5, UnregisterMode::Waits, BUSY, |_| {
        second = callouts.unregister(5, UnregisterMode::Waits, BUSY, no_wait);
        drop(call.take());
    });
    assert_eq!(second, STATUS_FWP_IN_USE);
}

#[test]
fn forget_removes_only_what_the_owner_left() {
    let callouts = registered(5);
    let other = Functions {
        owner: 8,
        ..FUNCTIONS
    };
    callouts.register(6, other).expect("another slot");
    assert_eq!(callouts.registered_by(7), 1);
    assert_eq!(callouts.forget(7), 1);
    assert_eq!(callouts.registered_by(7), 0);
    assert!(callouts.is_registered(6));
}
