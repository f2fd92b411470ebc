// dropshot, abbreviated. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct ApiDescription {
    routes: Vec<Entry>,
}

impl ApiDescription {
    pub fn new() -> Self {
        ApiDescription { routes: vec![] }
    }

    pub fn register(self, endpoint: E) {
        for found in __endpoint__(endpoint) {
            self.routes.push(Verb { methods: found.1, path: found.0, endpoint: endpoint, is_service: false });
        }
    }

    pub fn tag_config(self, config: C) -> Self {
        self
    }

    pub fn openapi(self, title: &str, version: V) -> OpenApi {
        __unknown__("an OpenAPI document")
    }
}

pub struct HttpServerStarter {}

impl HttpServerStarter {
    pub fn new(config: C, api: ApiDescription, context: X, log: L) -> Self {
        __served__(api);
        HttpServerStarter {}
    }

    pub fn new_with_tls(config: C, api: ApiDescription, context: X, log: L, tls: T) -> Self {
        __served__(api);
        HttpServerStarter {}
    }
}

pub struct ServerBuilder {}

impl ServerBuilder {
    pub fn new(api: ApiDescription, context: X, log: L) -> Self {
        __served__(api);
        ServerBuilder {}
    }
}
