//! expect: GET /projects/{id}
//! expect: DELETE /projects/{id}
//! expect: GET /projects/{id}/log
//! expect: GET /status
//! absent: GET /hidden
use dropshot::{
    ApiDescription, ConfigDropshot, ConfigLogging, ConfigLoggingLevel, HttpError, HttpResponseDeleted, HttpResponseOk,
    HttpServerStarter, Path, RequestContext,
};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
struct ProjectPath {
    id: u32,
}

// The attribute makes a module `project_api_mod` with functions that make a description.
#[dropshot::api_description]
trait ProjectApi {
    type Context;

    #[endpoint { method = GET, path = "/projects/{id}" }]
    async fn project_view(
        rqctx: RequestContext<Self::Context>,
        path: Path<ProjectPath>,
    ) -> Result<HttpResponseOk<u32>, HttpError>;

    #[endpoint { method = DELETE, path = "/projects/{id}" }]
    async fn project_delete(
        rqctx: RequestContext<Self::Context>,
        path: Path<ProjectPath>,
    ) -> Result<HttpResponseDeleted, HttpError>;

    #[endpoint { method = GET, path = "/projects/{id}/log" }]
    async fn project_log(
        rqctx: RequestContext<Self::Context>,
        _path: Path<ProjectPath>,
    ) -> Result<HttpResponseOk<String>, HttpError> {
        let _ = rqctx;
        Ok(HttpResponseOk("nothing yet".to_owned()))
    }
}

#[dropshot::api_description { module = "status" }]
trait StatusApi {
    type Context;

    #[endpoint { method = GET, path = "/status" }]
    async fn status_view(rqctx: RequestContext<Self::Context>) -> Result<HttpResponseOk<bool>, HttpError>;
}

// Nobody makes a description of it.
#[dropshot::api_description]
trait HiddenApi {
    type Context;

    #[endpoint { method = GET, path = "/hidden" }]
    async fn hidden(rqctx: RequestContext<Self::Context>) -> Result<HttpResponseOk<bool>, HttpError>;
}

enum Server {}

impl ProjectApi for Server {
    type Context = ();

    async fn project_view(
        _: RequestContext<()>,
        path: Path<ProjectPath>,
    ) -> Result<HttpResponseOk<u32>, HttpError> {
        Ok(HttpResponseOk(path.into_inner().id))
    }

    async fn project_delete(
        _: RequestContext<()>,
        _: Path<ProjectPath>,
    ) -> Result<HttpResponseDeleted, HttpError> {
        Ok(HttpResponseDeleted())
    }
}

impl StatusApi for Server {
    type Context = ();

    async fn status_view(_: RequestContext<()>) -> Result<HttpResponseOk<bool>, HttpError> {
        Ok(HttpResponseOk(true))
    }
}

fn projects() -> ApiDescription<()> {
    project_api_mod::api_description::<Server>().expect("every path is said once")
}

#[tokio::main]
async fn main() -> Result<(), String> {
    let log = ConfigLogging::StderrTerminal { level: ConfigLoggingLevel::Info };
    let log = log.to_logger("described").map_err(|error| error.to_string())?;
    let config = ConfigDropshot::default();
    let status = status::api_description::<Server>().map_err(|error| error.to_string())?;
    let first = HttpServerStarter::new(&config, projects(), (), &log).map_err(|error| error.to_string())?.start();
    let second = HttpServerStarter::new(&config, status, (), &log).map_err(|error| error.to_string())?.start();
    first.await?;
    second.await
}
