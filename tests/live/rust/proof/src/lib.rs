//! What does the head of a fixture ask, and what answered? Lines `expect:` and `absent:` as requests; answers as lines.

/// One request that a fixture makes of itself.
pub struct Question {
    pub method: String,
    pub uri: String,
    path: String,
}

/// The verbs that stand for all of them.
const ANY: [&str; 4] = ["GET", "POST", "DELETE", "PATCH"];

/// The requests that the head of a fixture asks for.
pub fn questions(text: &str) -> Vec<Question> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once(": "));
    let asked = lines.filter(|(kind, _)| matches!(*kind, "expect" | "absent"));
    let mut found = Vec::new();
    for (_, rest) in asked {
        let mut words = rest.split_whitespace();
        let (Some(method), Some(path)) = (words.next(), words.next()) else { continue };
        let methods = if method == "ANY" { ANY.to_vec() } else { vec![method] };
        found.extend(methods.into_iter().map(|method| Question {
            method: method.to_owned(),
            uri: uri(path),
            path: path.to_owned(),
        }));
    }
    found
}

/// A path with `7` for each parameter and `7/8` for the rest of a path.
fn uri(path: &str) -> String {
    let mut made = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a closed parameter");
        made += before;
        made += if name.starts_with('*') { "7/8" } else { "7" };
        rest = after;
    }
    made + rest
}

impl Question {
    /// Says what answered: the status, the names of middleware on the way, and the name the handler says.
    pub fn answered(&self, status: u16, way: Option<&str>, body: &str) {
        println!("{}\t{}\t{status}\t{}\t{body}", self.method, self.path, way.unwrap_or_default(), body = body.replace('\n', " "));
    }
}
