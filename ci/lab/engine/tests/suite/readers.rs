//! Classify threads and changes of the filters.

use engine::GUID;
use protocol::CloseMode;

use crate::common::{add, filter, with_filter};

#[test]
fn a_reader_keeps_its_filters_while_it_reads() {
    let (engine, session, _) = with_filter(true);
    let mut reader = engine.reader().expect("a free reader");
    let reading = engine.filters(&mut reader);
    engine.close(session, CloseMode::AtOnce).expect("close");
    assert_eq!(reading.iter().count(), 1);
    drop(reading);
    assert!(engine.filters(&mut reader).is_empty());
}

#[test]
fn a_change_waits_for_the_readers_of_what_was_before() {
    // processing-notify-callouts: its example frees the filter's context in the DELETE
    // notification, which is only right when no classify uses it any more.
    let (engine, session, _) = with_filter(true);
    let mut old = engine.reader().expect("a free reader");
    let mut new = engine.reader().expect("a free reader");
    let mut reading = Some(engine.filters(&mut old));
    let another = engine::Filter {
        key: GUID::from_u128(5),
        ..filter()
    };
    add(&engine, session, another);
    let _not_waited_for = engine.filters(&mut new);
    let mut waits = 0;
    engine.wait_for_readers(|| {
        waits += 1;
        if waits == 3 {
            drop(reading.take());
        }
    });
    assert_eq!(waits, 3);
}

#[test]
fn a_reader_that_went_makes_room_for_another() {
    let (engine, _, _) = with_filter(true);
    for _ in 0..1000 {
        assert!(engine.reader().is_some());
    }
    let readers: Vec<_> = std::iter::from_fn(|| engine.reader()).collect();
    assert!(engine.reader().is_none());
    drop(readers);
    assert!(engine.reader().is_some());
}
