// poem-openapi, abbreviated.

pub struct OpenApiService {
    routes: Vec<Entry>,
}

fn collect(api: A) -> Vec<Entry> {
    match __kind__(api) {
        "tuple" => api.into_iter().flat_map(|one| collect(one)).collect(),
        _ => match __oai_routes__(api) {
            None => vec![poem::Nest { path: "", target: api }],
            found => found
                .into_iter()
                .map(|of| poem::Nest {
                    path: of.0,
                    target: poem::RouteMethod {
                        routes: vec![poem::Verb { methods: of.1, path: "", endpoint: of.2, is_service: false }],
                    },
                })
                .collect(),
        },
    }
}

impl OpenApiService {
    pub fn new(api: A, title: &str, version: &str) -> Self {
        OpenApiService { routes: collect(api) }
    }

    pub fn server(self, server: S) -> Self {
        self
    }

    pub fn description(self, text: &str) -> Self {
        self
    }

    pub fn summary(self, text: &str) -> Self {
        self
    }

    pub fn contact(self, contact: C) -> Self {
        self
    }

    pub fn license(self, license: L) -> Self {
        self
    }

    pub fn external_document(self, document: D) -> Self {
        self
    }

    pub fn terms_of_service(self, url: U) -> Self {
        self
    }

    pub fn url_prefix(self, prefix: P) -> Self {
        self
    }

    pub fn with(self, middleware: M) -> Self {
        self.routes.push(poem::Layer { what: middleware, covers_all: false });
        self
    }

    pub fn data(self, data: D) -> Self {
        self
    }

    pub fn around(self, f: F) -> Self {
        self
    }

    pub fn swagger_ui(self) -> Documentation {
        "documentation"
    }

    pub fn rapidoc(self) -> Documentation {
        "documentation"
    }

    pub fn redoc(self) -> Documentation {
        "documentation"
    }

    pub fn scalar(self) -> Documentation {
        "documentation"
    }

    pub fn stoplight_elements(self) -> Documentation {
        "documentation"
    }

    pub fn openapi_explorer(self) -> Documentation {
        "documentation"
    }

    pub fn spec_endpoint(self) -> Documentation {
        "documentation"
    }

    pub fn spec_endpoint_yaml(self) -> Documentation {
        "documentation"
    }

    pub fn spec(self) -> Documentation {
        "documentation"
    }

    pub fn spec_yaml(self) -> Documentation {
        "documentation"
    }

    pub fn into_endpoint(self) -> Self {
        self
    }
}
