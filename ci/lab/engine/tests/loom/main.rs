//! Every order in which the threads of these small models can meet, up to a bound of preemptions.
//!
//! The sources are the engine's own; `sync` puts loom's atomics and locks in. What has to hold:
//!
//! - once an unregister succeeded, no call is inside the callout's image and none starts;
//! - each context gets its flow-delete call once, and never while a classify that was given it
//!   runs;
//! - no context is attached once an unregister succeeded.
//!
//! `UnregisterMode::SucceedsEarly` breaks the first one by its meaning and is not asked for it.
//!
//! Run by `cargo xtask test loom`, or by hand from the folder of the engine:
//! `RUSTFLAGS="--cfg loom" cargo test --release --test loom --target-dir ../../../target/loom`

#![cfg(loom)]
#![allow(
    clippy::modulo_one,
    clippy::significant_drop_tightening,
    unfulfilled_lint_expectations,
    reason = "one shard instead of many, and loom's locks and atomics are other types"
)]

extern crate alloc;

#[allow(dead_code, unreachable_pub, reason = "a part of the engine")]
#[path = "../../src/callouts.rs"]
mod callouts;
#[allow(dead_code, unreachable_pub, reason = "a part of the engine")]
#[path = "../../src/flows.rs"]
mod flows;
mod sync;
mod world;

use loom::thread;
use protocol::{BusyMode, RemovalMode, UnregisterMode};
use wfp_sys::{STATUS_OBJECT_NAME_EXISTS, STATUS_SUCCESS};

use world::{CALLOUT, World, explore, explore_weakened};

fn classify_against_unregister(mode: UnregisterMode) {
    let world = World::new();
    let classify = {
        let world = world.clone();
        thread::spawn(move || world.classify())
    };
    world.unload(mode, BusyMode::StaysRegistered, |_| {});
    classify.join().unwrap();
}

#[test]
fn no_call_is_inside_once_unregistered() {
    explore(|| classify_against_unregister(UnregisterMode::Waits));
}

#[test]
fn no_call_is_inside_once_unregistered_after_refusals() {
    explore(|| classify_against_unregister(UnregisterMode::InUse));
}

/// The known-bad control: without the one order of all operations, a classify can miss that the
/// callout is closed while the unregister misses the classify.
#[test]
#[should_panic(expected = "the image was freed")]
fn weaker_orderings_let_a_call_in() {
    explore_weakened(|| classify_against_unregister(UnregisterMode::Waits));
}

#[test]
fn a_call_gets_the_functions_of_one_registration() {
    explore(|| {
        let world = World::new();
        let classify = {
            let world = world.clone();
            thread::spawn(move || {
                if let Some(entered) = world.callouts.enter(CALLOUT) {
                    let functions = entered.functions;
                    assert_eq!(functions.classify, functions.flow_delete, "torn");
                }
            })
        };
        // The mode in which a call may be inside the slot of a callout that has gone.
        let mode = UnregisterMode::SucceedsEarly;
        let status = world
            .callouts
            .unregister(CALLOUT, mode, BusyMode::StaysRegistered, |_| {});
        assert_eq!(status, STATUS_SUCCESS);
        world.register(2);
        classify.join().unwrap();
    });
}

fn associate_against_unregister(busy: BusyMode) {
    let world = World::new();
    let associate = {
        let world = world.clone();
        thread::spawn(move || {
            world.classify_and(|| world.associate());
        })
    };
    world.unload(UnregisterMode::Waits, busy, World::remove_now);
    associate.join().unwrap();
}

#[test]
fn no_context_is_attached_once_unregistered() {
    for busy in BusyMode::ALL {
        explore(move || associate_against_unregister(busy));
    }
}

/// The same from outside a call, as a work item of the driver would.
fn associate_from_elsewhere() {
    let world = World::new();
    let associate = {
        let world = world.clone();
        thread::spawn(move || world.associate())
    };
    world.unload(
        UnregisterMode::Waits,
        BusyMode::StaysRegistered,
        World::remove_now,
    );
    associate.join().unwrap();
    world.end_flow();
    world.check_deletes();
}

#[test]
fn no_context_is_attached_from_elsewhere_once_unregistered() {
    explore(associate_from_elsewhere);
}

/// The known-bad control of contexts.
#[test]
#[should_panic(expected = "the image was freed")]
fn weaker_orderings_let_a_context_in() {
    explore_weakened(associate_from_elsewhere);
}

#[test]
fn a_context_is_deleted_once_when_its_flow_ends_under_classify_and_unload() {
    explore(|| {
        let world = World::with_context();
        let classify = {
            let world = world.clone();
            thread::spawn(move || world.classify_flow())
        };
        let end = {
            let world = world.clone();
            thread::spawn(move || world.end_flow())
        };
        world.unload(
            UnregisterMode::Waits,
            BusyMode::StaysRegistered,
            World::remove_now,
        );
        classify.join().unwrap();
        end.join().unwrap();
    });
}

#[test]
fn a_context_is_deleted_once_when_it_is_removed_twice() {
    explore(|| {
        let world = World::with_context();
        let other = {
            let world = world.clone();
            thread::spawn(move || world.remove_now())
        };
        world.remove_now();
        other.join().unwrap();
        world.check_deletes();
    });
}

#[test]
fn a_deferred_delete_call_comes_before_the_callout_goes() {
    explore(|| {
        let world = World::with_context();
        let worker = {
            let world = world.clone();
            thread::spawn(move || {
                world.classify();
                world.call_deferred();
            })
        };
        world.remove(RemovalMode::OfTheCallout);
        worker.join().unwrap();
        world.call_deferred();
        world.unload(
            UnregisterMode::Waits,
            BusyMode::HalfUnregistered,
            World::remove_now,
        );
    });
}

#[test]
fn of_two_associates_one_is_refused() {
    explore(|| {
        let world = World::new();
        let other = {
            let world = world.clone();
            thread::spawn(move || world.associate())
        };
        let statuses = [world.associate(), other.join().unwrap()];
        assert!(statuses.contains(&STATUS_SUCCESS));
        assert!(statuses.contains(&STATUS_OBJECT_NAME_EXISTS));
        world.end_flow();
        world.check_deletes();
    });
}
