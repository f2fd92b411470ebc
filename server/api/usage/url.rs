//! Which path of the service does a URL ask for? Without scheme, host, query and fragment; foreign hosts ask for none.

use crate::eval::HOLE;

/// Names no public server has, and hosts on this machine: what tests give their clients as a base.
const OWN: [&str; 5] = ["127.0.0.1", "0.0.0.0", "example.com", "example.org", "example.net"];

/// The path of a URL that begins with an address nobody knows.
pub(super) fn below_address(url: &str) -> Option<&str> {
    path_of(url.strip_prefix(HOLE)?)
}

/// The path of a URL; `None` if it is none, or asks a foreign host.
pub(super) fn path_of(url: &str) -> Option<&str> {
    let whole = url.split(['?', '#']).next().unwrap_or_default();
    if whole.starts_with('/') {
        return Some(whole);
    }
    let (scheme, rest) = whole.split_once("://")?;
    let host_end = rest.find('/').unwrap_or(rest.len());
    let is_web = matches!(scheme, "http" | "https" | "ws" | "wss");
    (is_web && is_own(&rest[..host_end])).then(|| if host_end == rest.len() { "/" } else { &rest[host_end..] })
}

fn is_own(host: &str) -> bool {
    let name = host.rsplit('@').next().unwrap_or(host);
    let name = name.split(':').next().unwrap_or(name).trim_start_matches("www.");
    let reserved = ["test", "localhost", "local", "example", "invalid"];
    name.contains(HOLE)
        || !name.contains('.')
        || OWN.contains(&name)
        || name.rsplit('.').next().is_some_and(|top| reserved.contains(&top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_loses_its_base_query_and_fragment() {
        assert_eq!(path_of("/items?limit=1#top"), Some("/items"));
        assert_eq!(path_of("http://testserver/items/"), Some("/items/"));
        assert_eq!(path_of("https://localhost:8000"), Some("/"));
        assert_eq!(path_of("ws://shop.test/ws?token=1"), Some("/ws"));
        assert_eq!(path_of(&format!("http://{HOLE}/a")), Some("/a"));
    }

    #[test]
    fn keys_and_foreign_hosts_are_no_paths() {
        for text in ["key", "", "https://api.github.com/items", "ftp://test/a", "a://"] {
            assert_eq!(path_of(text), None, "{text}");
        }
    }
}
