//! One tab of Chromium.

use std::{
    cell::{Cell, RefCell},
    ffi::OsStr,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use headless_chrome::{
    Browser, LaunchOptions, Tab,
    protocol::cdp::{Emulation, Network, Page, Runtime, types::Event},
};
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// How long a hung browser is waited for. No check depends on it.
const PATIENCE: Duration = Duration::from_mins(4);

/// What a reader's browser is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Width of the window in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The reader prefers dark pages.
    pub dark: bool,
    /// Scripts run.
    pub scripts: bool,
    /// The page is laid out for paper.
    pub paper: bool,
}

impl View {
    /// A wide window, light, with scripts.
    pub const SCREEN: Self = Self {
        width: 1280,
        height: 900,
        dark: false,
        scripts: true,
        paper: false,
    };
    /// The narrowest telephone.
    pub const NARROW: Self = Self {
        width: 320,
        ..Self::SCREEN
    };
    /// Dark, and no script runs.
    pub const NO_SCRIPT: Self = Self {
        dark: true,
        scripts: false,
        ..Self::SCREEN
    };
    /// About the width that A4 leaves for text.
    pub const PAPER: Self = Self {
        width: 720,
        paper: true,
        ..Self::SCREEN
    };
}

/// A tab, and the browser that it belongs to.
pub struct Chromium {
    tab: Arc<Tab>,
    requests: Arc<Mutex<Vec<String>>>,
    errors: Arc<Mutex<Vec<String>>>,
    view: Cell<Option<View>>,
    /// The last address, up to its #.
    last: RefCell<String>,
    // Ends the process when it is dropped; its profile goes after it.
    _browser: Browser,
    _profile: tempfile::TempDir,
}

impl Chromium {
    /// Starts the program with an empty profile.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn start(program: &Path) -> Result<Self> {
        let profile = tempfile::tempdir()
            .map_err(|error| Error(format!("cannot make a temporary folder: {error}")))?;
        let arguments = [
            "--disable-quic",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--hide-scrollbars",
            // A mouse that can hover; without a screen Chromium has none.
            "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
            // No name is looked up, for the pages or for the browser itself.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        ];
        let options = LaunchOptions::default_builder()
            .path(Some(program.to_path_buf()))
            .user_data_dir(Some(profile.path().to_path_buf()))
            // A container has no user namespaces for it, and the pages are our own.
            .sandbox(false)
            .args(arguments.iter().map(OsStr::new).collect())
            .idle_browser_timeout(PATIENCE)
            .build()
            .map_err(|error| Error(format!("cannot describe the browser: {error}")))?;
        let browser = Browser::new(options).map_err(failed("start Chromium"))?;
        let tab = browser.new_tab().map_err(failed("open a tab"))?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let errors = Arc::new(Mutex::new(Vec::new()));
        let (seen, thrown) = (Arc::clone(&requests), Arc::clone(&errors));
        tab.add_event_listener(Arc::new(move |event: &Event| match event {
            Event::NetworkRequestWillBeSent(sent) => push(&seen, sent.params.request.url.clone()),
            Event::RuntimeExceptionThrown(exception) => {
                let details = &exception.params.exception_details;
                let why = details.exception.as_ref();
                let why = why.and_then(|exception| exception.description.clone());
                push(&thrown, why.unwrap_or_else(|| details.text.clone()));
            }
            _ => {}
        }))
        .map_err(failed("listen to the tab"))?;
        tab.call_method(Network::Enable {
            max_total_buffer_size: None,
            max_resource_buffer_size: None,
            max_post_data_size: None,
            report_direct_socket_traffic: None,
            enable_durable_messages: None,
        })
        .map_err(failed("watch the network"))?;
        tab.enable_runtime().map_err(failed("watch the scripts"))?;
        Ok(Self {
            tab,
            requests,
            errors,
            view: Cell::default(),
            last: RefCell::default(),
            _browser: browser,
            _profile: profile,
        })
    }

    /// Changes window, preference, scripts and medium. Scripts count from the next page on.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn view(&self, view: View) -> Result<()> {
        let before = self.view.replace(Some(view));
        let changed = |part: fn(View) -> (u32, u32)| before.map(part) != Some(part(view));
        if changed(|view| (view.width, view.height)) {
            self.tab
                .call_method(Emulation::SetDeviceMetricsOverride {
                    width: view.width,
                    height: view.height,
                    device_scale_factor: 1.0,
                    mobile: false,
                    scale: None,
                    screen_width: None,
                    screen_height: None,
                    position_x: None,
                    position_y: None,
                    dont_set_visible_size: None,
                    screen_orientation: None,
                    viewport: None,
                    display_feature: None,
                    device_posture: None,
                })
                .map_err(failed("size the window"))?;
        }
        if changed(|view| (view.dark.into(), view.paper.into())) {
            let scheme = if view.dark { "dark" } else { "light" };
            self.tab
                .call_method(Emulation::SetEmulatedMedia {
                    media: Some(if view.paper { "print" } else { "screen" }.to_owned()),
                    features: Some(vec![Emulation::MediaFeature {
                        name: "prefers-color-scheme".to_owned(),
                        value: scheme.to_owned(),
                    }]),
                })
                .map_err(failed("set the medium"))?;
        }
        if changed(|view| (view.scripts.into(), 0)) {
            self.tab
                .call_method(Emulation::SetScriptExecutionDisabled {
                    value: !view.scripts,
                })
                .map_err(failed("switch scripts"))?;
        }
        Ok(())
    }

    /// Loads a page and waits until it is laid out.
    ///
    /// # Errors
    ///
    /// When it does not load.
    pub fn open(&self, url: &str) -> Result<()> {
        let page = url.split(['#', '?']).next().unwrap_or(url);
        let again = self.last.replace(page.to_owned()) == page;
        // Between two visits of one page another one: its end could not be told from its beginning.
        let between = again.then_some("about:blank");
        for url in between.into_iter().chain([url]) {
            self.tab
                .call_method(Page::Navigate {
                    url: url.to_owned(),
                    referrer: None,
                    transition_Type: None,
                    frame_id: None,
                    referrer_policy: None,
                })
                .map_err(failed(&format!("open {url}")))?;
            let begin = Instant::now();
            // Wait in the page, not here: a call takes some 100 ms. Without scripts no listener runs.
            let wait = if self.runs_scripts() {
                "new Promise((done) => addEventListener('load', () => done(true)))"
            } else {
                "false"
            };
            let loaded = format!(
                "(({{ protocol, pathname }}) => location.protocol === protocol
                    && location.pathname === pathname && (document.readyState === 'complete'
                    || {wait}))(new URL({}))",
                serde_json::Value::from(url)
            );
            while !self.json::<bool>(&loaded).unwrap_or(false) {
                if begin.elapsed() > PATIENCE {
                    return Err(Error(format!("{url} did not load")));
                }
                thread::sleep(Duration::from_millis(5));
            }
        }
        Ok(())
    }

    /// Waits until the page has been drawn twice: what it observes of its own sizes has run.
    ///
    /// # Errors
    ///
    /// When the browser is gone.
    pub fn settle(&self) -> Result<()> {
        self.json::<bool>(self.settled())?;
        Ok(())
    }

    fn runs_scripts(&self) -> bool {
        self.view.get().is_none_or(|view| view.scripts)
    }

    /// An expression that comes to an end when the page has been drawn twice. Without scripts no timer
    /// runs, and the page does not change.
    #[must_use]
    pub fn settled(&self) -> &'static str {
        if !self.runs_scripts() {
            return "true";
        }
        "new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
            setTimeout(() => done(true), 100);
        })"
    }

    /// The value of an expression, awaited if it is a promise. It runs as if the reader had clicked.
    ///
    /// # Errors
    ///
    /// When the expression throws, or is not a `T`.
    pub fn json<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let answer = self
            .tab
            .call_method(Runtime::Evaluate {
                expression: expression.to_owned(),
                return_by_value: Some(true),
                user_gesture: Some(true),
                await_promise: Some(true),
                generate_preview: None,
                silent: None,
                include_command_line_api: None,
                object_group: None,
                context_id: None,
                throw_on_side_effect: None,
                timeout: None,
                disable_breaks: None,
                repl_mode: None,
                allow_unsafe_eval_blocked_by_csp: None,
                unique_context_id: None,
                serialization_options: None,
            })
            .map_err(failed("run a script"))?;
        if let Some(thrown) = answer.exception_details {
            let why = thrown.exception.and_then(|exception| exception.description);
            return Err(Error(format!(
                "a script threw: {}",
                why.unwrap_or(thrown.text)
            )));
        }
        let value = answer.result.value.unwrap_or_default();
        serde_json::from_value(value)
            .map_err(|error| Error(format!("a script returned something else: {error}")))
    }

    /// Runs a statement.
    ///
    /// # Errors
    ///
    /// When it throws.
    pub fn run(&self, statement: &str) -> Result<()> {
        self.json::<Option<bool>>(&format!("{statement};null"))?;
        Ok(())
    }

    /// Presses a key, as the reader's keyboard would.
    ///
    /// # Errors
    ///
    /// When there is no such key.
    pub fn press(&self, key: &str) -> Result<()> {
        self.tab
            .press_key(key)
            .map_err(failed(&format!("press {key}")))?;
        Ok(())
    }

    /// The addresses asked for since the last call.
    pub fn take_requests(&self) -> Vec<String> {
        take(&self.requests)
    }

    /// The exceptions that no script of the pages caught, since the last call.
    pub fn take_errors(&self) -> Vec<String> {
        take(&self.errors)
    }

    /// A picture of the window, as PNG.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn picture(&self) -> Result<Vec<u8>> {
        self.tab
            .capture_screenshot(Page::CaptureScreenshotFormatOption::Png, None, None, false)
            .map_err(failed("take a picture"))
    }
}

fn push(list: &Mutex<Vec<String>>, text: String) {
    list.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(text);
}

fn take(list: &Mutex<Vec<String>>) -> Vec<String> {
    std::mem::take(&mut list.lock().unwrap_or_else(PoisonError::into_inner))
}

fn failed<E: std::fmt::Display>(what: &str) -> impl FnOnce(E) -> Error {
    let what = what.to_owned();
    move |error| Error(format!("cannot {what}: {error}"))
}
