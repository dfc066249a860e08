//! A folder on the loopback interface, under a path, as GitHub Pages serves it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use crate::{Error, Result};

/// One answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The path that was asked for.
    pub path: String,
    /// 200 or 404.
    pub status: u16,
}

/// Serves until the process ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    under: String,
    answers: Arc<Mutex<Vec<Answer>>>,
}

impl Server {
    /// Serves `folder` under the path `under`, which begins and ends with a slash. A missing file is
    /// answered with the folder's `404.html`.
    ///
    /// # Errors
    ///
    /// When no port of the loopback interface is free.
    pub fn start(folder: &Path, under: &str) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .map_err(|error| Error(format!("cannot listen on the loopback interface: {error}")))?;
        let address = listener
            .local_addr()
            .map_err(|error| Error(format!("cannot see the port: {error}")))?;
        let answers = Arc::new(Mutex::new(Vec::new()));
        let server = Self {
            address,
            under: under.to_owned(),
            answers: Arc::clone(&answers),
        };
        let place = Arc::new(Place {
            folder: folder.to_path_buf(),
            under: under.to_owned(),
        });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (place, answers) = (Arc::clone(&place), Arc::clone(&answers));
                thread::spawn(move || {
                    // A browser that closes a connection early is no concern of the server.
                    if let Some(answer) = place.answer(&stream) {
                        answers
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push(answer);
                    }
                });
            }
        });
        Ok(server)
    }

    /// The address of a page.
    #[must_use]
    pub fn url(&self, page: &str) -> String {
        format!("http://{}{}{page}", self.address, self.under)
    }

    /// Where everything that this server has begins.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What was answered since the last call.
    #[must_use]
    pub fn take_answers(&self) -> Vec<Answer> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut answers)
    }
}

struct Place {
    folder: PathBuf,
    under: String,
}

impl Place {
    fn answer(&self, mut stream: &TcpStream) -> Option<Answer> {
        let mut lines = BufReader::new(stream).lines();
        let request = lines.next()?.ok()?;
        while !lines.next()?.ok()?.is_empty() {}
        let path = request.split(' ').nth(1)?.split(['?', '#']).next()?;
        let file = self.file(path);
        let missing = || self.folder.join("404.html");
        let (status, file) = file.map_or_else(|| (404, missing()), |file| (200, file));
        let body = fs::read(&file).unwrap_or_default();
        let head = format!(
            "HTTP/1.1 {status} -\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            media_type(&file),
            body.len()
        );
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(&body).ok()?;
        Some(Answer {
            path: path.to_owned(),
            status,
        })
    }

    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = path.strip_prefix(&self.under)?;
        if path.split('/').any(|part| part == "..") {
            return None;
        }
        let mut file = self.folder.join(path);
        if file.is_dir() {
            file = file.join("index.html");
        }
        file.is_file().then_some(file)
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("xml") => "application/xml",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_the_folder_and_under_its_prefix() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("index.html"), "here").expect("a file");
        let place = Place {
            folder: folder.path().to_path_buf(),
            under: "/book/".to_owned(),
        };
        assert!(place.file("/book/").is_some());
        assert!(place.file("/book/index.html").is_some());
        for path in ["/", "/index.html", "/book/none.html", "/book/../index.html"] {
            assert_eq!(place.file(path), None, "{path}");
        }
    }
}
