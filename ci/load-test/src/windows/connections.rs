//! Traffic on Windows: connections over loopback, which `FWPM_LAYER_ALE_AUTH_CONNECT_V4` sees.

use std::{
    io,
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
};

/// Threads that connect until they are dropped.
pub struct Connections {
    run: Arc<AtomicBool>,
    made: Arc<AtomicU64>,
    threads: Vec<JoinHandle<()>>,
}

impl Connections {
    pub fn start(threads: u32) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let run = Arc::new(AtomicBool::new(true));
        let made = Arc::new(AtomicU64::new(0));
        let accepting = Arc::clone(&run);
        let mut handles = vec![thread::spawn(move || {
            while accepting.load(Relaxed) {
                // Accepted and closed: the connection was authorized, which is all it is for.
                drop(listener.accept());
            }
        })];
        for _ in 0..threads {
            let (run, made) = (Arc::clone(&run), Arc::clone(&made));
            handles.push(thread::spawn(move || {
                while run.load(Relaxed) {
                    if TcpStream::connect(address).is_ok() {
                        made.fetch_add(1, Relaxed);
                    }
                }
                // The accepting thread waits for one more.
                drop(TcpStream::connect(address));
            }));
        }
        Ok(Self {
            run,
            made,
            threads: handles,
        })
    }

    /// Connections so far.
    pub fn made(&self) -> u64 {
        self.made.load(Relaxed)
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        self.run.store(false, Relaxed);
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing more to say.
            thread.join().ok();
        }
    }
}
