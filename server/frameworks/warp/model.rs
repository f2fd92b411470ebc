// warp, abbreviated: a filter is the list of ways that a request may take through it. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct Filter {
    routes: Vec<Verb>,
}

fn way(path: &str, methods: Vec<Method>) -> Filter {
    Filter { routes: vec![Verb { methods: methods, path: path, endpoint: None, is_service: false }] }
}

impl Filter {
    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn and(self, other: F) -> Self {
        __warp_and__(self, other)
    }

    pub fn or(self, other: F) -> Self {
        __warp_or__(self, other)
    }

    pub fn map(self, f: F) -> Self {
        __warp_answer__(self, f)
    }

    pub fn then(self, f: F) -> Self {
        __warp_answer__(self, f)
    }

    pub fn and_then(self, f: F) -> Self {
        __warp_answer__(self, f)
    }

    pub fn with(self, wrapper: W) -> Self {
        self
    }

    pub fn recover(self, f: F) -> Self {
        self
    }

    pub fn or_else(self, f: F) -> Self {
        self
    }

    pub fn map_err(self, f: F) -> Self {
        self
    }

    pub fn unify(self) -> Self {
        self
    }

    pub fn boxed(self) -> Self {
        self
    }

    pub fn untuple_one(self) -> Self {
        self
    }

    pub fn clone(self) -> Self {
        self
    }

}

macro_rules! path {
    ($($part:tt)*) => { $crate::way($crate::__path__(stringify!($($part)*)), None) };
}

pub fn __path__(text: &str) -> String {
    __warp_path__(text)
}

pub fn any() -> Filter {
    way("", None)
}

pub fn path(segment: &str) -> Filter {
    way(format!("/{}", segment), None)
}

pub mod path {
    pub use super::path as path;

    pub fn param() -> Filter {
        super::way("/{}", None)
    }

    pub fn end() -> Filter {
        super::way("", None)
    }

    pub fn tail() -> Filter {
        super::way("/{*tail}", None)
    }

    pub fn full() -> Filter {
        super::way("", None)
    }

    pub fn peek() -> Filter {
        super::way("", None)
    }
}

pub fn get() -> Filter {
    way("", vec!["GET"])
}

pub fn post() -> Filter {
    way("", vec!["POST"])
}

pub fn put() -> Filter {
    way("", vec!["PUT"])
}

pub fn patch() -> Filter {
    way("", vec!["PATCH"])
}

pub fn delete() -> Filter {
    way("", vec!["DELETE"])
}

pub fn head() -> Filter {
    way("", vec!["HEAD"])
}

pub fn options() -> Filter {
    way("", vec!["OPTIONS"])
}

pub fn method() -> Filter {
    way("", None)
}

pub fn ws() -> Filter {
    way("", None)
}

pub fn query() -> Filter {
    way("", None)
}

pub fn header(name: N) -> Filter {
    way("", None)
}

pub fn cookie(name: N) -> Filter {
    way("", None)
}

pub mod method {
    pub use super::{delete, get, head, options, patch, post, put};
}

pub mod fs {
    pub fn dir(path: P) -> Filter {
        super::Filter { routes: vec![super::Verb { methods: vec!["GET"], path: "/{*path}", endpoint: path, is_service: true }] }
    }

    pub fn file(path: P) -> Filter {
        super::Filter { routes: vec![super::Verb { methods: vec!["GET"], path: "", endpoint: path, is_service: true }] }
    }
}

pub mod filters {
    pub use super::{fs, method, path};
}

pub struct Served {
    routes: Vec<Verb>,
}

pub mod test {
    pub fn request() -> RequestBuilder {
        RequestBuilder {}
    }

    pub struct RequestBuilder {}

    impl RequestBuilder {
        pub fn method(self, method: &str) -> Self {
            self
        }

        pub fn path(self, path: &str) -> Self {
            self
        }

        pub fn header(self, name: &str, value: &str) -> Self {
            self
        }

        pub fn json(self, body: B) -> Self {
            self
        }

        pub fn body(self, body: B) -> Self {
            self
        }

        pub fn reply(self, filter: Filter) -> Response {
            super::serve(filter);
            __unknown__("a response")
        }
    }
}

pub struct Server {}

impl Server {
    pub fn run(self, address: A) {
        __unknown__("a running server")
    }
}

pub fn serve(filter: Filter) -> Server {
    if __kind__(filter) == "Filter" {
        __served__(Served { routes: filter.routes });
    }
    Server {}
}
