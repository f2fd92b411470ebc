// Rocket, abbreviated. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct Nest {
    path: &'static str,
    target: Routes,
}

pub struct Provider {
    what: Any,
    way: &'static str,
    covers_all: bool,
}

pub struct Routes {
    routes: Vec<Entry>,
}

pub fn route(handler: H) -> Verb {
    let found = __rocket_route__(handler);
    Verb { methods: found.1, path: found.0, endpoint: handler, is_service: false, special: found.2 }
}

macro_rules! routes {
    ($($handler:path),* $(,)?) => { vec![$($crate::route($handler)),*] };
}

macro_rules! catchers {
    ($($any:tt)*) => { () };
}

pub struct Rocket {
    routes: Vec<Entry>,
}

impl Rocket {
    pub fn build() -> Self {
        Rocket { routes: vec![] }
    }

    pub fn custom(figment: F) -> Self {
        Rocket { routes: vec![] }
    }

    // Before 0.5 what `build` is now.
    pub fn ignite(self) -> Self {
        match __kind__(self) {
            "Rocket" => self,
            _ => Rocket { routes: vec![] },
        }
    }

    pub fn shutdown(self) -> Shutdown {
        __unknown__("a handle")
    }

    pub fn state(self) -> State {
        __unknown__("a state")
    }

    pub fn figment(self) -> Figment {
        __unknown__("a configuration")
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn mount(self, base: &str, routes: Vec<Route>) -> Self {
        __path__("rocket", "prefix", base);
        match __kind__(routes) {
            "outside" => self,
            "tuple" => {
                self.routes.push(Nest { path: base, target: Routes { routes: routes } });
                self
            }
            _ => {
                self.routes.push(Nest { path: base, target: routes });
                self
            }
        }
    }

    pub fn attach(self, fairing: F) -> Self {
        match __kind__(fairing) {
            "AdHoc" => {
                __run__(fairing.f, self);
                self
            }
            _ => {
                self.routes.push(Provider { what: fairing, way: "open", covers_all: true });
                self
            }
        }
    }

    pub fn manage(self, state: S) -> Self {
        self.routes.push(Provider { what: state, way: "managed", covers_all: true });
        self
    }

    pub fn register(self, base: &str, catchers: C) -> Self {
        self
    }

    pub fn configure(self, figment: F) -> Self {
        self
    }

    pub fn launch(self) -> Self {
        __served__(self)
    }
}

pub fn build() -> Rocket {
    Rocket { routes: vec![] }
}

pub fn custom(figment: F) -> Rocket {
    Rocket { routes: vec![] }
}

pub fn ignite() -> Rocket {
    Rocket { routes: vec![] }
}

pub struct AdHoc {
    f: F,
}

pub mod fairing {
    use super::AdHoc as Hook;

    pub struct AdHoc {}

    impl AdHoc {
        pub fn on_ignite(name: &str, f: F) -> Hook {
            Hook { f: f }
        }

        pub fn try_on_ignite(name: &str, f: F) -> Hook {
            Hook { f: f }
        }

        pub fn on_attach(name: &str, f: F) -> Hook {
            Hook { f: f }
        }

        pub fn on_request(name: &str, f: F) {}

        pub fn on_response(name: &str, f: F) {}

        pub fn on_liftoff(name: &str, f: F) {}

        pub fn on_shutdown(name: &str, f: F) {}

        pub fn config() {}
    }
}

pub mod local {
    pub mod blocking {
        pub struct Client {
            app: Rocket,
        }

        impl Client {
            pub fn tracked(rocket: Rocket) -> Client {
                Client { app: __served__(rocket) }
            }

            pub fn debug(rocket: Rocket) -> Client {
                Client { app: __served__(rocket) }
            }

            pub fn untracked(rocket: Rocket) -> Client {
                Client { app: __served__(rocket) }
            }
        }
    }

    pub mod asynchronous {
        pub use super::blocking::Client;
    }
}
