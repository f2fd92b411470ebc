//! Which distribution does a requirement name? PEP 508 lines, requirements files, `setup.cfg` and `setup.py`.

use super::bound::Bound;
use super::{Declared, DeclaredEntry};

/// A distribution and what is said of its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Normalised name (PEP 503): lower case, `-` between words.
    pub name: String,
    /// The versions it allows.
    pub bound: Bound,
    /// The version specifier as it is written; empty if there is none.
    pub spelled: String,
}

impl Requirement {
    /// A distribution with a version specifier.
    pub fn new(name: &str, specifier: &str) -> Self {
        let spelled = specifier.trim().to_owned();
        Requirement { name: normalised(name), bound: Bound::parse(&spelled), spelled }
    }

    /// Reads `name[extra] >=1,<2 ; marker`; `None` if the text is no such thing (options, URLs, paths).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.split([';', '\\']).next()?.split(" #").next()?.split(" --").next()?.trim();
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let rest = rest.trim_start();
        let rest = if rest.starts_with('[') { rest.split_once(']')?.1.trim_start() } else { rest };
        let sound =
            name.starts_with(|c: char| c.is_ascii_alphanumeric()) && (rest.is_empty() || rest.starts_with(AFTER_NAME));
        let specifier = if rest.starts_with('@') { "" } else { rest.trim_matches(['(', ')']) };
        sound.then(|| Requirement::new(name, specifier))
    }
}

/// What may follow the name of a distribution and its extras.
const AFTER_NAME: [char; 7] = ['<', '>', '=', '!', '~', '(', '@'];

/// A distribution's name in its normal form (PEP 503).
pub fn normalised(name: &str) -> String {
    let words = name.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// A requirements or constraints file.
pub(super) fn requirements_txt(text: &str) -> Declared {
    Declared { packages: text.lines().filter_map(Requirement::parse).collect(), ..Declared::default() }
}

/// `setup.cfg`: `install_requires`, `extras_require` and entry points.
pub(super) fn setup_cfg(text: &str) -> Declared {
    let mut declared = Declared::default();
    let (mut section, mut key) = ("", "");
    for line in text.lines().filter(|line| !line.trim_start().starts_with(['#', ';'])) {
        let indented = line.starts_with([' ', '\t']);
        let mut value = line.trim();
        if let Some(name) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !indented) {
            (section, key) = (name.trim(), "");
            continue;
        }
        if !indented {
            (key, value) = value.split_once('=').map_or((value, ""), |(key, value)| (key.trim(), value.trim()));
        }
        declared.add_setup_line(section, key, value);
    }
    declared
}

impl Declared {
    fn add_setup_line(&mut self, section: &str, key: &str, value: &str) {
        match (section, key) {
            ("options", "install_requires") | ("options.extras_require", _) => {
                self.packages.extend(Requirement::parse(value));
            }
            ("options.entry_points", group) => {
                let entry = value.split_once('=').and_then(|(name, target)| DeclaredEntry::new(group, name, target));
                self.entry_points.extend(entry);
            }
            _ => {}
        }
    }
}

/// `setup.py`: the string literals between the brackets after `install_requires`. The file is never run.
pub(super) fn setup_py(text: &str) -> Declared {
    let after = text.split_once("install_requires").map_or("", |(_, rest)| rest);
    let list = after.trim_start().strip_prefix('=').unwrap_or_default().trim_start().strip_prefix('[');
    let mut packages = Vec::new();
    let mut rest = list.unwrap_or_default();
    while let Some(at) = rest.find(['"', '\'', '#', ']']).filter(|&at| !rest[at..].starts_with(']')) {
        let end = if rest[at..].starts_with('#') { "\n" } else { &rest[at..=at] };
        let Some((literal, after)) = rest[at + 1..].split_once(end) else { break };
        if end != "\n" {
            packages.extend(Requirement::parse(literal));
        }
        rest = after;
    }
    Declared { packages, ..Declared::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(packages: &[Requirement]) -> Vec<String> {
        packages.iter().map(|it| format!("{} {}", it.name, it.spelled).trim_end().to_owned()).collect()
    }

    #[test]
    fn a_requirement_has_a_name_and_perhaps_a_specifier() {
        let parse = |text| Requirement::parse(text).map(|it| shown(&[it]).concat());
        assert_eq!(
            parse("FastAPI[all] >= 0.1, <0.120 ; python_version > '3.8'").as_deref(),
            Some("fastapi >= 0.1, <0.120")
        );
        assert_eq!(parse("ruamel.yaml_x (==1.0)").as_deref(), Some("ruamel-yaml-x ==1.0"));
        assert_eq!(parse("lib @ git+https://host/lib@1.0").as_deref(), Some("lib"));
        for other in ["", "# x", "-r base.txt", "-e .", "git+https://host/x#egg=y", "./local", "https://x.y/z.whl", "é"]
        {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_requirements_file_may_hold_hashes_and_options() {
        let text =
            "--index-url https://x\nfastapi==0.110.1 \\\n    --hash=sha256:abc\n    # via x\nuvicorn>=0.2 # note\r\n";
        assert_eq!(shown(&requirements_txt(text).packages), ["fastapi ==0.110.1", "uvicorn >=0.2"]);
    }

    #[test]
    fn setup_cfg_lists_requirements_and_entry_points() {
        let text = "[metadata]\nname = x\n[options]\ninstall_requires =\n    fastapi<0.120\n    # no\n    httpx\n\
                    [options.extras_require]\ndev = pytest==8\n[options.entry_points]\nshop.plugins =\n    a = p.m:Obj\n";
        let declared = setup_cfg(text);
        assert_eq!(shown(&declared.packages), ["fastapi <0.120", "httpx", "pytest ==8"]);
        assert_eq!(declared.entry_points, [DeclaredEntry::new("shop.plugins", "a", "p.m:Obj").unwrap()]);
    }

    #[test]
    fn setup_py_is_read_for_literals_and_never_run() {
        let text = "setup(name='x', install_requires=[\n 'fastapi==0.110', # isn't\n \"uvicorn[standard]\"], x=['no'])";
        assert_eq!(shown(&setup_py(text).packages), ["fastapi ==0.110", "uvicorn"]);
        assert_eq!(shown(&setup_py("setup(install_requires=read('r.txt'))").packages), [] as [&str; 0]);
        assert_eq!(shown(&setup_py("setup(install_requires=['open").packages), [] as [&str; 0]);
    }
}
