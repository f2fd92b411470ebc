//! Must a client authenticate? The verdict on one endpoint, and what it rests on.

use super::{Auth, Evidence, Verdict};
use crate::frameworks::{Dependency, Interface, Stance};

/// The verdict on an endpoint from what its framework says of it.
///
/// Required: a scheme that refuses by itself, or a dependency that raises 401 or 403 at who shows no credentials.
/// Optional: schemes, and nobody who refuses. None: no scheme and nobody who refuses. Both need everything resolved.
pub fn auth(interface: &Interface) -> Auth {
    let mut reading = Reading::default();
    for dependency in &interface.dependencies {
        reading.visit(dependency, None);
    }
    reading.schemes.sort();
    reading.schemes.dedup();
    let verdict = match (reading.refuses, reading.schemes.is_empty()) {
        (true, _) => Verdict::Required,
        (false, _) if reading.doubtful || !interface.complete => Verdict::Unknown,
        (false, false) => Verdict::Optional,
        (false, true) => Verdict::None,
    };
    let mut evidence = reading.evidence;
    evidence.dedup();
    Auth { verdict, schemes: reading.schemes, evidence }
}

/// What a walk over a dependency tree has met.
#[derive(Default)]
struct Reading {
    schemes: Vec<String>,
    evidence: Vec<Evidence>,
    refuses: bool,
    /// Something may refuse, and it does not show when.
    doubtful: bool,
}

impl Reading {
    /// Reads a dependency; whether it, or what it depends on, is a scheme.
    fn visit(&mut self, dependency: &Dependency, parent: Option<&Dependency>) -> bool {
        if let Some(scheme) = &dependency.scheme {
            self.scheme(scheme, dependency, parent);
        }
        let below = dependency.dependencies.iter().map(|inner| self.visit(inner, Some(dependency)));
        let below = below.fold(false, |any, one| any | one);
        match dependency.stance {
            _ if dependency.scheme.is_some() => {}
            Stance::Refusing => self.refusal(dependency, true),
            Stance::Strict => self.refusal(dependency, below),
            Stance::Doubtful => self.refusal(dependency, false),
            Stance::Silent | Stance::Lenient => {}
        }
        below || dependency.scheme.is_some()
    }

    fn scheme(&mut self, scheme: &str, dependency: &Dependency, parent: Option<&Dependency>) {
        self.schemes.push(scheme.to_owned());
        self.refuses |= dependency.stance == Stance::Refusing;
        self.doubtful |= matches!(dependency.stance, Stance::Silent | Stance::Doubtful);
        let mut text = scheme.to_owned();
        if let Some(name) = parent.and_then(name) {
            text = format!("{text} via {name}");
        }
        if dependency.stance == Stance::Lenient {
            text.push_str(" (auto_error=False)");
        }
        self.evidence.push(Evidence { text, at: dependency.at });
    }

    /// A function that raises 401 or 403: decisive if it, or a scheme below it, reads credentials; else a hint.
    fn refusal(&mut self, dependency: &Dependency, decisive: bool) {
        self.refuses |= decisive;
        self.doubtful |= !decisive;
        let at = dependency.callable.as_ref().and_then(|callable| callable.at).or(dependency.at);
        let name = name(dependency).unwrap_or("a dependency");
        let does = if dependency.stance == Stance::Doubtful { "may refuse" } else { "raises 401 or 403" };
        self.evidence.push(Evidence { text: format!("{name} {does}"), at });
    }
}

fn name(dependency: &Dependency) -> Option<&str> {
    let callable = dependency.callable.as_ref()?;
    callable.qualname.rsplit('.').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::Callable;

    fn node(name: &str, stance: Stance, dependencies: Vec<Dependency>) -> Dependency {
        let callable = Callable { module: "deps".to_owned(), qualname: name.to_owned(), is_path: false, at: None };
        let (scopes, at, scheme) = (Vec::new(), None, None);
        Dependency { callable: Some(callable), at, scheme, stance, scopes, dependencies }
    }

    fn scheme(name: &str, stance: Stance) -> Dependency {
        Dependency { scheme: Some(name.to_owned()), ..node(name, stance, Vec::new()) }
    }

    fn verdict(dependencies: Vec<Dependency>, complete: bool) -> (Verdict, Vec<String>) {
        let auth = auth(&Interface { dependencies, complete, ..Interface::default() });
        (auth.verdict, auth.evidence.into_iter().map(|evidence| evidence.text).collect())
    }

    #[test]
    fn a_scheme_that_refuses_makes_it_required_and_names_who_asked() {
        let tree = vec![node("get_user", Stance::Silent, vec![scheme("HTTPBearer", Stance::Refusing)])];
        assert_eq!(verdict(tree, true), (Verdict::Required, vec!["HTTPBearer via get_user".to_owned()]));
    }

    #[test]
    fn a_lenient_scheme_is_optional_until_somebody_above_it_refuses() {
        let lenient = || vec![scheme("HTTPBearer", Stance::Lenient)];
        assert_eq!(verdict(vec![node("maybe_user", Stance::Lenient, lenient())], true).0, Verdict::Optional);
        assert_eq!(verdict(vec![node("get_user", Stance::Strict, lenient())], true).0, Verdict::Required);
        assert_eq!(verdict(vec![node("get_user", Stance::Doubtful, lenient())], true).0, Verdict::Unknown);
    }

    #[test]
    fn nothing_found_is_none_only_if_everything_was_resolved() {
        assert_eq!(verdict(vec![node("get_db", Stance::Silent, Vec::new())], true).0, Verdict::None);
        assert_eq!(verdict(vec![node("get_db", Stance::Silent, Vec::new())], false).0, Verdict::Unknown);
    }

    #[test]
    fn a_function_that_reads_credentials_itself_and_refuses_makes_it_required() {
        let (verdict, evidence) = verdict(vec![node("check_key", Stance::Refusing, Vec::new())], true);
        assert_eq!((verdict, evidence), (Verdict::Required, vec!["check_key raises 401 or 403".to_owned()]));
    }

    #[test]
    fn a_refusal_that_reads_no_credentials_is_evidence_and_no_verdict() {
        let (verdict, evidence) = verdict(vec![node("check_token", Stance::Strict, Vec::new())], true);
        assert_eq!((verdict, evidence.len()), (Verdict::Unknown, 1));
    }
}
