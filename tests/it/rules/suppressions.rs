//! Where does a comment suppress a finding?

use wayline::engine::{self, Extent, Question};
use wayline::rules::{Checked, Selection};

/// What is found in a file that holds a duplicate route, written with these pieces around it.
fn check(text: &str) -> Checked {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("main.py"), text).unwrap();
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    engine::open(&question, &|_| {}).unwrap().check(&Selection::default())
}

/// An application with a duplicate route, with a comment put at a marker.
fn duplicate(marker: &str, comment: &str) -> Checked {
    let text = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/a')\ndef first(): ...\n\nABOVE\n\
                @app.get(  OPEN\n    '/a'  PATH\n)\n@some.thing  DECORATOR\ndef second(  DEF\n    limit: int = 3,  PARAM\n):\n    return 1  BODY\n\nafter = 1  AFTER\n";
    let keep = |line: &str| {
        let words = ["ABOVE", "OPEN", "PATH", "DECORATOR", "DEF", "PARAM", "BODY", "AFTER"];
        let word = words.into_iter().find(|word| line.ends_with(word));
        let replaced = word.map(|word| line.replace(word, if word == marker { comment } else { "" }));
        replaced.unwrap_or_else(|| line.to_owned())
    };
    check(&text.lines().map(|line| keep(line) + "\n").collect::<String>())
}

#[test]
fn a_comment_on_any_line_of_the_decorated_function_or_above_it_suppresses() {
    for marker in ["ABOVE", "OPEN", "PATH", "DECORATOR", "DEF", "PARAM", "BODY"] {
        let checked = duplicate(marker, "# wayline: ignore[duplicate-route]");
        assert_eq!((checked.findings.len(), checked.suppressed), (0, 1), "{marker}: {:?}", checked.findings);
    }
}

#[test]
fn a_comment_elsewhere_does_not_and_is_reported() {
    let checked = duplicate("AFTER", "# wayline: ignore[duplicate-route]");
    let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["duplicate-route", "unused-suppression"]);
}

#[test]
fn a_comment_holds_for_the_rules_it_names_and_one_for_the_file_anywhere() {
    assert_eq!(duplicate("PATH", "# wayline: ignore[shadowed-route]").findings.len(), 2);
    assert_eq!(duplicate("PATH", "# wayline: ignore[shadowed-route, duplicate-route]").findings.len(), 1);
    assert_eq!(duplicate("AFTER", "# wayline: ignore-file[duplicate-route]").findings.len(), 0);
}

#[test]
fn a_string_is_no_comment() {
    let text = "from fastapi import FastAPI\napp = FastAPI()\ntext = '''\n# wayline: ignore-file[duplicate-route]\n'''\n\
                @app.get('/a')\ndef first(): ...\n@app.get('/a')\ndef second(): ...\n";
    assert_eq!(check(text).findings.len(), 1);
}
