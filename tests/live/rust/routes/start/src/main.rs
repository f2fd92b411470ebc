//! A program that is long on its way to its routers: a command line, objects of a trait, servers made inside closures.
//! expect: GET /health -> server::health
//! expect: GET /items -> server::list
//! expect: POST /items -> server::create
//! expect: GET /v1/items/{id} -> server::one
//! expect: GET /built -> server::list
//! absent: GET /v1/v1/items/{id}

mod cli;
mod server;

use cli::{Cli, Command};
use server::Server;

#[tokio::main]
async fn main() {
    let cli = cli::read(std::env::args().skip(1));
    cli.execute().await
}

impl Cli {
    async fn execute(self) {
        match self.command {
            Command::Serve(args) => args.run().await,
            Command::Version => println!("{}", routes_start::version()),
        }
    }
}

impl cli::Serve {
    async fn run(self) {
        let server: Box<dyn Server> = match self.mode.as_str() {
            "read" => Box::new(server::Reader),
            "" => Box::new(server::Full),
            other => {
                eprintln!("no mode {other}");
                std::process::exit(2)
            }
        };
        tokio::select! {
            _ = std::future::pending::<()>() => { return; }
            () = server.init() => {}
        }
    }
}
