//! A doubly linked list of blocks that others point at, too.
//!
//! The engine knows a context by its address, and the driver finds it on this list. Callbacks read
//! a block's value while its neighbours are added and removed, so the list never makes a reference
//! to a whole node.

use core::ptr::NonNull;

type Link<T> = Option<NonNull<Node<T>>>;

/// A value with its neighbours.
pub struct Node<T> {
    previous: Link<T>,
    next: Link<T>,
    /// The value; the list does not look at it.
    pub value: T,
}

impl<T> Node<T> {
    /// A node on no list.
    pub const fn new(value: T) -> Self {
        Self {
            previous: None,
            next: None,
            value,
        }
    }
}

/// The list. It owns nothing: whoever removes a node decides what happens to it.
pub struct List<T> {
    first: Link<T>,
    last: Link<T>,
}

// SAFETY: it holds addresses; the lock around the list decides which thread follows them.
unsafe impl<T: Send> Send for List<T> {}

impl<T> List<T> {
    pub const fn new() -> Self {
        Self {
            first: None,
            last: None,
        }
    }

    pub const fn first(&self) -> Link<T> {
        self.first
    }

    pub const fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// The first node whose value satisfies `wanted`.
    pub fn find(&self, wanted: impl Fn(&T) -> bool) -> Link<T> {
        let mut next = self.first;
        while let Some(here) = next {
            // SAFETY: nodes on the list are live, and this makes no reference to the whole node.
            if wanted(unsafe { &(*here.as_ptr()).value }) {
                return next;
            }
            // SAFETY: as above.
            next = unsafe { (*here.as_ptr()).next };
        }
        None
    }

    /// Whether `node` is on the list. It need not be live.
    pub fn holds(&self, node: NonNull<Node<T>>) -> bool {
        let mut next = self.first;
        while let Some(here) = next {
            if here == node {
                return true;
            }
            // SAFETY: nodes on the list are live.
            next = unsafe { (*here.as_ptr()).next };
        }
        false
    }

    /// Puts `node` last.
    ///
    /// # Safety
    ///
    /// It is live, on no list, and stays live until it is taken off.
    pub unsafe fn push(&mut self, node: NonNull<Node<T>>) {
        // SAFETY: the caller's promise.
        unsafe { (*node.as_ptr()).previous = self.last };
        // SAFETY: as above.
        unsafe { (*node.as_ptr()).next = None };
        match self.last {
            // SAFETY: nodes on the list are live.
            Some(last) => unsafe { (*last.as_ptr()).next = Some(node) },
            None => self.first = Some(node),
        }
        self.last = Some(node);
    }

    /// Puts `node` first.
    ///
    /// # Safety
    ///
    /// As for [`Self::push`].
    pub unsafe fn push_first(&mut self, node: NonNull<Node<T>>) {
        // SAFETY: the caller's promise.
        unsafe { (*node.as_ptr()).previous = None };
        // SAFETY: as above.
        unsafe { (*node.as_ptr()).next = self.first };
        match self.first {
            // SAFETY: nodes on the list are live.
            Some(first) => unsafe { (*first.as_ptr()).previous = Some(node) },
            None => self.last = Some(node),
        }
        self.first = Some(node);
    }

    /// Takes `node` off.
    ///
    /// # Safety
    ///
    /// It is on this list.
    pub unsafe fn remove(&mut self, node: NonNull<Node<T>>) {
        // SAFETY: nodes on the list are live.
        let previous = unsafe { (*node.as_ptr()).previous };
        // SAFETY: as above.
        let next = unsafe { (*node.as_ptr()).next };
        match previous {
            // SAFETY: as above.
            Some(previous) => unsafe { (*previous.as_ptr()).next = next },
            None => self.first = next,
        }
        match next {
            // SAFETY: as above.
            Some(next) => unsafe { (*next.as_ptr()).previous = previous },
            None => self.last = previous,
        }
    }
}
