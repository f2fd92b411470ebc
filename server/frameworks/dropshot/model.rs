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

// What `#[api_description]` makes of a trait: a description with the functions of a type that implements it.
pub fn described<T>(of: Trait) -> ApiDescription {
    let api = ApiDescription::new();
    for found in __described__(of, T) {
        api.routes.push(Verb { methods: found.1, path: found.0, endpoint: found.2, is_service: false });
    }
    api
}

// The same before there is such a type.
pub fn described_alone(of: Trait) -> ApiDescription {
    described(of)
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
