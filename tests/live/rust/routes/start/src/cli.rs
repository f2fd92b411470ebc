//! What the command line says.

pub struct Cli {
    pub command: Command,
}

pub enum Command {
    Serve(Serve),
    Version,
}

pub struct Serve {
    pub mode: String,
}

pub fn read(mut args: impl Iterator<Item = String>) -> Cli {
    let known = args.find(|argument| !argument.starts_with('-'));
    let command = known.map_or_else(
        || Command::Serve(Serve { mode: String::new() }),
        |word| if word == "version" { Command::Version } else { Command::Serve(Serve { mode: word }) },
    );
    Cli { command }
}
