//! The questions that the documentation leaves open, and the answers that the lab gives in turn. The
//! book's page *Documented nowhere* has them with their sources.

/// A question that the documentation leaves open, with the answers that the lab tries in turn.
macro_rules! modes {
    ($(
        $(#[$meta:meta])*
        $name:ident { $($(#[$answer_meta:meta])* $answer:ident = $number:literal $text:literal,)* }
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[repr(u32)]
            pub enum $name {
                $($(#[$answer_meta])* $answer = $number,)*
            }

            impl $name {
                /// Every answer.
                pub const ALL: [Self; [$($number),*].len()] = [$(Self::$answer),*];

                /// The answer with this number.
                #[must_use]
                pub const fn from_number(number: u32) -> Option<Self> {
                    match number {
                        $($number => Some(Self::$answer),)*
                        _ => None,
                    }
                }

                /// The name that reports use.
                #[must_use]
                pub const fn name(self) -> &'static str {
                    match self {
                        $(Self::$answer => $text,)*
                    }
                }
            }
        )*
    };
}

modes! {
    /// What `FwpsCalloutUnregister*` does when a classify is running in the callout. No page says,
    /// so the lab tries each.
    UnregisterMode {
        /// It waits until the last call is out.
        Waits = 0 "waits",
        /// It fails with `STATUS_FWP_IN_USE`.
        InUse = 1 "in-use",
        /// It fails with `STATUS_DEVICE_BUSY`.
        DeviceBusy = 2 "device-busy",
        /// It fails with a status that no page lists.
        Unlisted = 3 "unlisted-status",
        /// It succeeds while the call is still running.
        SucceedsEarly = 4 "succeeds-early",
        /// It never succeeds. The right outcome is the driver's stated policy.
        Never = 5 "never",
    }

    /// When the objects of a dynamic session are gone. No page says whether `FwpmEngineClose0`
    /// returns before or after that.
    CloseMode {
        /// Before `FwpmEngineClose0` returns.
        AtOnce = 0 "filters-gone-at-close",
        /// Some milliseconds after it returned.
        Later = 1 "filters-gone-later",
    }

    /// What a callout is after `FwpsCalloutUnregister*` answered `STATUS_DEVICE_BUSY` because of
    /// flow contexts. No page says; the second call is said to "finish".
    BusyMode {
        /// It is registered as before: classify goes on, new contexts are accepted.
        StaysRegistered = 0 "busy-stays-registered",
        /// It is not called for traffic any more and takes no new contexts; only flow-delete
        /// calls still come.
        HalfUnregistered = 1 "busy-half-unregistered",
    }

    /// Which classify makes `FwpsFlowRemoveContext0` answer `STATUS_PENDING`. The page says "an
    /// active callout classification", and not of what.
    RemovalMode {
        /// One that was given this context.
        OfTheFlow = 0 "pending-by-flow",
        /// Any that runs in the callout.
        OfTheCallout = 1 "pending-by-callout",
    }

    /// The IRQL of flow-delete calls. The page says `<= DISPATCH_LEVEL`.
    DeleteMode {
        /// `PASSIVE_LEVEL`, or that of the removing driver.
        AtPassive = 0 "delete-at-passive",
        /// `DISPATCH_LEVEL`, also inside `FwpsFlowRemoveContext0`.
        AtDispatch = 1 "delete-at-dispatch",
    }

    /// What the base filtering engine does while a driver is subscribed to its state. Drivers that
    /// are not never see it change.
    ServiceMode {
        /// It runs.
        Runs = 0 "service-runs",
        /// It is starting when the driver subscribes.
        StartsLate = 1 "service-starts-late",
        /// It stops and starts again while the driver runs.
        Restarts = 2 "service-restarts",
    }

    /// How long flows last. Nothing promises that a flow ends because a driver waits for it.
    FlowMode {
        /// They come and go while the driver runs and stops.
        End = 0 "flows-end",
        /// Some outlive the driver, unless it removes its contexts.
        Stay = 1 "flows-stay",
    }
}

impl UnregisterMode {
    /// Every mode in which a good driver stops.
    pub const STOPPABLE: [Self; 5] = [
        Self::Waits,
        Self::InUse,
        Self::DeviceBusy,
        Self::Unlisted,
        Self::SucceedsEarly,
    ];
}

/// One answer to each of these questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    /// What unregister does under a running classify.
    pub unregister: UnregisterMode,
    /// When the objects of a dynamic session go.
    pub close: CloseMode,
    /// How long flows last.
    pub flow: FlowMode,
    /// What an unregister that flow contexts refused leaves.
    pub busy: BusyMode,
    /// When a removal is left pending.
    pub removal: RemovalMode,
    /// The IRQL of flow-delete calls.
    pub delete: DeleteMode,
    /// What the base filtering engine does.
    pub service: ServiceMode,
}

/// The questions of [`Modes`], in their order. [`Image::reached`](crate::Image::reached) has a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Question {
    /// A callout was unregistered while a classify ran in the image.
    Unregister = 0,
    /// A dynamic session was closed that had filters in force.
    Close = 1,
    /// A flow had a context.
    Flow = 2,
    /// A callout was unregistered while flow contexts were outstanding.
    Busy = 3,
    /// A removal of a flow context was left pending.
    Removal = 4,
    /// A flow-delete call was made.
    Delete = 5,
    /// Somebody subscribed to the state of the base filtering engine.
    Service = 6,
}

impl Modes {
    /// The answers' names, in the order of [`Question`].
    #[must_use]
    pub const fn names(self) -> [&'static str; 7] {
        [
            self.unregister.name(),
            self.close.name(),
            self.flow.name(),
            self.busy.name(),
            self.removal.name(),
            self.delete.name(),
            self.service.name(),
        ]
    }

    /// The modes of the cycle with this number, from 1. Any ten cycles in a row have every answer
    /// to every question, and every pair of answers to the first two.
    #[must_use]
    pub const fn of_cycle(number: u32) -> Self {
        let index = number as usize - 1;
        Self {
            unregister: UnregisterMode::STOPPABLE[index % 5],
            close: CloseMode::ALL[index / 5 % 2],
            flow: FlowMode::ALL[index % 2],
            busy: BusyMode::ALL[index / 2 % 2],
            removal: RemovalMode::ALL[index / 3 % 2],
            delete: DeleteMode::ALL[index / 4 % 2],
            service: ServiceMode::ALL[index % 3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_cycles_have_every_answer_to_every_question() {
        for first in 1..=20 {
            let cycles = || (first..first + 10).map(Modes::of_cycle);
            for mode in UnregisterMode::STOPPABLE {
                for close in CloseMode::ALL {
                    assert!(cycles().any(|one| (one.unregister, one.close) == (mode, close)));
                }
            }
            assert!(
                FlowMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.flow == mode))
            );
            assert!(
                BusyMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.busy == mode))
            );
            assert!(
                RemovalMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.removal == mode))
            );
            assert!(
                ServiceMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.service == mode))
            );
            assert!(
                DeleteMode::ALL
                    .iter()
                    .all(|&mode| cycles().any(|one| one.delete == mode))
            );
        }
    }
}
