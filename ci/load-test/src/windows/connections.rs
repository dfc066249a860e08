//! Traffic on Windows: connections over loopback, which `FWPM_LAYER_ALE_AUTH_CONNECT_V4` sees.

use std::{
    collections::BTreeMap,
    io::{self, Read as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    os::windows::io::AsRawSocket,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use windows_sys::Win32::Networking::WinSock::{
    LINGER, POLLRDNORM, SO_LINGER, SOCKET, SOCKET_ERROR, SOL_SOCKET, WSAETIMEDOUT, WSAPOLLFD,
    WSAPoll, setsockopt,
};

/// If a filter drops the connection request, Windows retries for about 20 seconds.
const CONNECTS_WITHIN: Duration = Duration::from_secs(1);
/// How often the accepting thread checks whether it has to end, in milliseconds.
const LOOKS_EVERY: i32 = 100;
/// After a failure, so that a filter that blocks does not take a whole processor.
const PAUSE: Duration = Duration::from_millis(1);

/// Threads that connect until they are dropped.
pub struct Connections {
    shared: Arc<Shared>,
    port: u16,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    run: AtomicBool,
    made: AtomicU64,
    /// Connections that failed, by Winsock error.
    failed: Mutex<BTreeMap<i32, u64>>,
}

impl Connections {
    /// Listens at `port` of the loopback address, at any free one for 0, and connects to it from
    /// so many threads.
    pub fn start(threads: u32, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            run: AtomicBool::new(true),
            made: AtomicU64::new(0),
            failed: Mutex::default(),
        });
        let accepting = Arc::clone(&shared);
        let mut handles = vec![thread::spawn(move || accept(&listener, &accepting))];
        for _ in 0..threads {
            let connecting = Arc::clone(&shared);
            handles.push(thread::spawn(move || connect(&address, &connecting)));
        }
        Ok(Self {
            shared,
            port: address.port(),
            threads: handles,
        })
    }

    /// Connections so far.
    pub fn made(&self) -> u64 {
        self.shared.made.load(Relaxed)
    }

    /// Connections that failed so far, by Winsock error.
    pub fn failed(&self) -> BTreeMap<i32, u64> {
        let failed = self.shared.failed.lock();
        failed.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The port that they connect to.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        self.shared.run.store(false, Relaxed);
        for thread in self.threads.drain(..) {
            // A thread that panicked has printed why.
            thread.join().ok();
        }
    }
}

/// Accepts each connection and resets it: once it is authorized, it has served its purpose.
fn accept(listener: &TcpListener, shared: &Shared) {
    while shared.run.load(Relaxed) {
        if is_waiting(listener)
            && let Ok((stream, _)) = listener.accept()
        {
            // Refused at worst for a connection that the other end has reset already.
            reset_on_close(&stream).ok();
        }
    }
}

fn connect(address: &SocketAddr, shared: &Shared) {
    while shared.run.load(Relaxed) {
        let connected = TcpStream::connect_timeout(address, CONNECTS_WITHIN);
        match connected.and_then(wait_for_reset) {
            Ok(()) => {
                shared.made.fetch_add(1, Relaxed);
            }
            Err(error) => {
                let code = error.raw_os_error().unwrap_or(WSAETIMEDOUT);
                let mut failed = shared.failed.lock().unwrap_or_else(PoisonError::into_inner);
                *failed.entry(code).or_default() += 1;
                drop(failed);
                thread::sleep(PAUSE);
            }
        }
    }
}

/// Waits until the other end has reset the connection: more than one for each thread would overflow
/// the queue of connections that wait to be accepted.
fn wait_for_reset(mut stream: TcpStream) -> io::Result<()> {
    reset_on_close(&stream)?;
    stream.set_read_timeout(Some(CONNECTS_WITHIN))?;
    // The reset is an error of this call, and expected. The connection was made all the same.
    stream.read_exact(&mut [0]).ok();
    Ok(())
}

/// Whether a connection waits to be accepted, within [`LOOKS_EVERY`].
fn is_waiting(listener: &TcpListener) -> bool {
    let mut socket = WSAPOLLFD {
        fd: raw(listener),
        events: POLLRDNORM,
        revents: 0,
    };
    // SAFETY: one structure, which is live; the socket is open.
    let ready = unsafe { WSAPoll(&raw mut socket, 1, LOOKS_EVERY) };
    ready > 0 && socket.revents & POLLRDNORM != 0
}

/// Makes the socket close with a reset. After an orderly close the port stays in `TIME_WAIT` for
/// about two minutes, and Windows runs out of its 16,384 dynamic ports.
fn reset_on_close(stream: &TcpStream) -> io::Result<()> {
    let linger = LINGER {
        l_onoff: 1,
        l_linger: 0,
    };
    let length = i32::try_from(size_of::<LINGER>()).unwrap_or(0);
    // SAFETY: the socket is open; the value is live, with its length.
    let set = unsafe {
        setsockopt(
            raw(stream),
            SOL_SOCKET,
            SO_LINGER,
            (&raw const linger).cast(),
            length,
        )
    };
    if set == SOCKET_ERROR {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

fn raw(socket: &impl AsRawSocket) -> SOCKET {
    // Both are the width of a pointer; Windows handles fit.
    usize::try_from(socket.as_raw_socket()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait_for(holds: impl Fn() -> bool) {
        while !holds() {
            thread::yield_now();
        }
    }

    #[test]
    fn more_connections_are_made_than_there_are_ports() {
        let traffic = Connections::start(4, 0).expect("a free port");
        wait_for(|| traffic.made() > 20_000 || !traffic.failed().is_empty());
        assert_eq!(traffic.failed(), BTreeMap::new());
        assert_ne!(traffic.port(), 0);
    }

    /// Nothing connects and nothing is accepted: both kinds of thread have to end all the same.
    #[test]
    fn it_ends_without_a_connection() {
        let idle = Connections::start(0, 0).expect("a free port");
        assert_eq!(idle.made(), 0);
        drop(idle);
    }

    #[test]
    fn a_failure_is_counted_by_its_code() {
        /// `WSAECONNREFUSED`: nothing listens there any more.
        const REFUSED: i32 = 10061;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        drop(listener);
        let shared = Arc::new(Shared {
            run: AtomicBool::new(true),
            made: AtomicU64::new(0),
            failed: Mutex::default(),
        });
        let connecting = Arc::clone(&shared);
        let thread = thread::spawn(move || connect(&address, &connecting));
        let count = || {
            shared
                .failed
                .lock()
                .expect("no panic")
                .get(&REFUSED)
                .copied()
        };
        wait_for(|| count().is_some());
        shared.run.store(false, Relaxed);
        thread.join().expect("no panic");
        assert!(count() > Some(0));
        assert_eq!(shared.made.load(Relaxed), 0);
    }
}
