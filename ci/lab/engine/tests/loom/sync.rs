//! Loom's atomics and locks in the shape of the engine's.

use std::{cell::Cell, marker::PhantomData};

use loom::sync::atomic::{Ordering, fence};

pub const SLOTS: usize = 2;
pub const SHARDS: usize = 1;

thread_local! {
    /// Whether sequentially consistent operations are weakened to acquire and release.
    pub static WEAKENED: Cell<bool> = const { Cell::new(false) };
}

/// Loom has sequential consistency for fences only and takes the operations for acquire and
/// release. A fence before each of them orders a store and the load that follows it, which is
/// what the engine relies on.
fn order(ordering: Ordering) -> Ordering {
    if ordering == Ordering::SeqCst && !WEAKENED.get() {
        fence(Ordering::SeqCst);
    }
    ordering
}

macro_rules! atomics {
    ($($name:ident $number:ty;)*) => {
        $(
            pub struct $name(loom::sync::atomic::$name);

            #[allow(dead_code, reason = "not each type needs each operation")]
            impl $name {
                pub fn new(value: $number) -> Self {
                    Self(loom::sync::atomic::$name::new(value))
                }

                pub fn load(&self, ordering: Ordering) -> $number {
                    self.0.load(match order(ordering) {
                        Ordering::SeqCst => Ordering::Acquire,
                        weaker => weaker,
                    })
                }

                pub fn store(&self, value: $number, ordering: Ordering) {
                    self.0.store(value, match order(ordering) {
                        Ordering::SeqCst => Ordering::Release,
                        weaker => weaker,
                    });
                }

                pub fn fetch_add(&self, value: $number, ordering: Ordering) -> $number {
                    self.0.fetch_add(value, order(ordering))
                }

                pub fn fetch_sub(&self, value: $number, ordering: Ordering) -> $number {
                    self.0.fetch_sub(value, order(ordering))
                }

                pub fn compare_exchange(
                    &self,
                    current: $number,
                    new: $number,
                    success: Ordering,
                    failure: Ordering,
                ) -> Result<$number, $number> {
                    self.0.compare_exchange(current, new, order(success), failure)
                }
            }
        )*
    };
}

atomics! {
    AtomicU32 u32;
    AtomicUsize usize;
}

/// How a thread would wait for a lock; loom's waits by itself.
pub trait RelaxStrategy {}

pub struct Loom;

impl RelaxStrategy for Loom {}

pub struct Mutex<T, R>(loom::sync::Mutex<T>, PhantomData<R>);

impl<T, R> Mutex<T, R> {
    pub fn new(value: T) -> Self {
        Self(loom::sync::Mutex::new(value), PhantomData)
    }
}

impl<T, R: RelaxStrategy> Mutex<T, R> {
    pub fn lock(&self) -> loom::sync::MutexGuard<'_, T> {
        self.0.lock().unwrap()
    }
}
