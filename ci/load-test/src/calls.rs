//! Which calls of a start are refused, and why the others are not.

use std::collections::BTreeMap;

use protocol::Call;

use crate::report::Report;

/// Calls of other threads from one place that are refused, one after the other. A thread may call
/// from one place for as long as it runs.
const FROM_ONE_PLACE: u32 = 8;

/// A call to refuse, as [`protocol::Cycle`] names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its number, from 1.
    pub refuse: u32,
    /// Where it is counted: 0 on the thread of `DriverEntry`, else at this place on other threads.
    pub at: u32,
}

/// Every call that can fail, of a start in which none did.
#[must_use]
pub fn to_refuse(calls: &[Call]) -> Vec<Refusal> {
    let mut counts = BTreeMap::<u32, u32>::new();
    for call in calls.iter().filter(|call| reason(call).is_none()) {
        let at = if call.elsewhere == 0 { 0 } else { call.site };
        *counts.entry(at).or_default() += call.count;
    }
    let numbers = counts.into_iter().flat_map(|(at, count)| {
        let last = if at == 0 {
            count
        } else {
            count.min(FROM_ONE_PLACE)
        };
        (1..=last).map(move |refuse| Refusal { refuse, at })
    });
    numbers.collect()
}

/// Adds to the report what a start called and was not refused. `first` is the start in which nothing
/// was refused, `calls` that one or another.
pub fn account(report: &mut Report, first: &[Call], calls: &[Call]) {
    for call in calls {
        let known = |other: &&Call| {
            (other.function, other.site, other.elsewhere)
                == (call.function, call.site, call.elsewhere)
        };
        let why = match (reason(call), first.iter().find(known)) {
            (Some(why), _) => why,
            (None, None) => "called only after a failure",
            (None, Some(known)) if known.elsewhere != 0 && known.count > FROM_ONE_PLACE => {
                "called repeatedly from one place of another thread"
            }
            (None, Some(_)) => continue,
        };
        let functions = report.not_refused.entry(why.to_owned()).or_default();
        functions.insert(name(call).to_owned());
    }
}

fn row(call: &Call) -> Option<(&'static str, framework::Failure)> {
    framework::numbered(usize::try_from(call.function).ok()?)
}

fn name(call: &Call) -> &'static str {
    row(call).map_or("a function without a name", |(name, _)| name)
}

/// Why a call is not refused; [`None`]: it is.
fn reason(call: &Call) -> Option<&'static str> {
    row(call).map_or(Some("not in the lab's lists"), |(_, failure)| {
        failure.unrefused()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, site: u32, elsewhere: bool, count: u32) -> Call {
        let mut numbers = 0..;
        let number = numbers
            .by_ref()
            .map_while(|number| Some((number, framework::numbered(number)?.0)))
            .find_map(|(number, known)| (known == name).then_some(number));
        Call {
            function: u32::try_from(number.expect("a function of the lists")).expect("small"),
            site,
            elsewhere: u32::from(elsewhere),
            count,
        }
    }

    fn names(report: &Report) -> Vec<(&str, Vec<&str>)> {
        let reasons = report.not_refused.iter();
        reasons
            .map(|(why, names)| (why.as_str(), names.iter().map(String::as_str).collect()))
            .collect()
    }

    /// The entry point's thread is counted through, other threads place by place.
    #[test]
    fn each_call_that_can_fail_is_refused_once() {
        let calls = [
            call("IoCreateDevice", 0x100, false, 1),
            call("FwpsCalloutRegister1", 0x200, false, 4),
            call("KeInitializeEvent", 0x300, false, 1),
            call("WdfObjectCreate", 0x400, false, 1),
            call("ExAllocatePool2", 0x500, true, 2),
            call("ExAllocatePool2", 0x600, true, 100),
        ];
        let refusals = to_refuse(&calls);
        let at = |at| refusals.iter().filter(|one| one.at == at).count();
        assert_eq!([at(0), at(0x500), at(0x600), at(0x300)], [6, 2, 8, 0]);
        assert_eq!(refusals[5], Refusal { refuse: 6, at: 0 });
    }

    /// Whatever a start calls is refused or named.
    #[test]
    fn what_is_not_refused_is_named_with_its_reason() {
        let first = [
            call("IoCreateDevice", 0x100, false, 1),
            call("KeInitializeEvent", 0x300, false, 1),
            call("ExAllocatePool2", 0x600, true, 100),
            call("KeWaitForSingleObject", 0x700, false, 1),
        ];
        let failed = [
            call("IoCreateDevice", 0x100, false, 1),
            call("FwpmEngineClose0", 0x800, false, 1),
            call("ZwOpenKey", 0x900, false, 1),
        ];
        let mut report = Report::default();
        account(&mut report, &first, &first);
        account(&mut report, &first, &failed);
        let expected = [
            (
                "a wait, which tells what ended it",
                vec!["KeWaitForSingleObject"],
            ),
            ("called only after a failure", vec!["ZwOpenKey"]),
            (
                "called repeatedly from one place of another thread",
                vec!["ExAllocatePool2"],
            ),
            ("has no failure to return", vec!["KeInitializeEvent"]),
            ("undoes a step", vec!["FwpmEngineClose0"]),
        ];
        assert_eq!(names(&report), expected);
        let unknown = Call {
            function: u32::MAX,
            ..first[0]
        };
        let mut report = Report::default();
        account(&mut report, &first, &[unknown]);
        let expected = [("not in the lab's lists", vec!["a function without a name"])];
        assert_eq!(names(&report), expected);
    }
}
