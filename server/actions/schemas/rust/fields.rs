//! Which fields does a client send, and which does it get? And the structures that say so.

use super::attributes::{derives, only, serde, spelled};
use crate::actions::Refusal;
use crate::edit::{Field, Layout, Record};

/// What only the server sets.
const SERVER: [&str; 11] = [
    "id",
    "uuid",
    "created_at",
    "updated_at",
    "deleted_at",
    "version",
    "is_admin",
    "is_superuser",
    "role",
    "owner_id",
    "created_by",
];
/// What no client gets.
const SECRETS: [&str; 11] = [
    "password",
    "passwd",
    "secret",
    "secret_key",
    "api_key",
    "private_key",
    "token_hash",
    "salt",
    "totp_secret",
    "otp_secret",
    "secret_hash",
];
/// What a client sends in another form.
const HASHES: [&str; 3] = ["password_hash", "hashed_password", "passwd_hash"];
/// Derives that make sense for each.
const DERIVES: [&str; 7] = ["Debug", "Clone", "PartialEq", "Eq", "ToSchema", "JsonSchema", "Validate"];

/// What becomes of a structure.
pub(super) struct Split<'r> {
    record: &'r Record,
    /// What all of them derive.
    derives: Vec<String>,
    /// What serde is told of each as a whole.
    container: Vec<String>,
    fields: Vec<Part<'r>>,
    has_helper: bool,
    /// Attributes of fields for derives that stay, by field.
    text: Vec<String>,
}

struct Part<'r> {
    field: &'r Field,
    serde: Vec<String>,
}

impl<'r> Split<'r> {
    /// # Errors
    /// If a copy of the structure could mean something else.
    pub(super) fn of(layout: &Layout, record: &'r Record) -> Result<Self, Refusal> {
        if record.is_generic {
            return Err(Refusal::new("the structure has parameters"));
        }
        let container = serde(layout, &record.attributes, &["rename_all", "deny_unknown_fields"])?;
        let mut fields = Vec::new();
        let mut text = Vec::new();
        let derives = derives(layout, record);
        let base = |derive: &String| derive.rsplit("::").next().unwrap_or_default().to_owned();
        for field in &record.fields {
            let known = ["rename", "alias", "default", "skip_serializing_if", "skip_serializing"];
            fields.push(Part { field, serde: serde(layout, &field.attributes, &known)? });
            let is_schema = derives.iter().any(|derive| base(derive) == "ToSchema");
            let kept = field.attributes.iter().filter(|it| it.name == "schema" && is_schema);
            text.push(kept.flat_map(|it| ["    ", layout.slice(it.span), "\n"]).collect());
        }
        let kept =
            derives.into_iter().filter(|derive| DERIVES.contains(&base(derive).as_str()) && base(derive) != "Validate");
        let (container, has_helper) = (only(&container, &["rename_all"]), layout.text.contains("fn double_option"));
        Ok(Split { record, derives: kept.collect(), container, fields, has_helper, text })
    }

    /// The structures of some kinds, with what goes between them and the one they are made of.
    pub(super) fn text(&self, kinds: &[&str]) -> String {
        let mut found: Vec<String> = Vec::new();
        for kind in kinds {
            match *kind {
                "Create" => found.push(self.create()),
                "Update" => found.extend([self.update(), self.apply()]),
                _ => found.extend([self.response(), self.from()]),
            }
        }
        if kinds.contains(&"Update") && !self.has_helper && self.sent().any(|(part, _)| is_optional(part.field)) {
            found.push(HELPER.to_owned());
        }
        found.join("\n\n")
    }

    /// What a client may send, with what stands above it for other derives.
    fn sent(&self) -> impl Iterator<Item = (&Part<'r>, &String)> {
        self.fields.iter().zip(&self.text).filter(|(part, _)| is_sent(&part.field.name))
    }

    /// What a client gets.
    fn given(&self) -> impl Iterator<Item = (&Part<'r>, &String)> {
        let is_secret = |field: &Field| SECRETS.contains(&&*field.name) || HASHES.contains(&&*field.name);
        let is_hidden = |part: &Part| part.serde.iter().any(|it| it == "skip_serializing");
        self.fields.iter().zip(&self.text).filter(move |(part, _)| !is_secret(part.field) && !is_hidden(part))
    }

    fn head(&self, doc: &str, kind: &str, derive: &str, is_closed: bool) -> String {
        let mut derives = self.derives.clone();
        derives.push(derive.to_owned());
        let mut told = self.container.clone();
        told.extend(is_closed.then(|| "deny_unknown_fields".to_owned()));
        let Record { visibility, name, .. } = self.record;
        let derives = derives.join(", ");
        format!("/// {doc}\n#[derive({derives})]\n{}{visibility}struct {name}{kind} {{\n", spelled(&told, ""))
    }

    fn create(&self) -> String {
        let name = &self.record.name;
        let mut text = self.head(&format!("What a client sends to create a `{name}`."), "Create", "Deserialize", true);
        for (part, other) in self.sent() {
            let told = spelled(&only(&part.serde, &["rename", "alias", "default"]), "    ");
            text.push_str(&field(part.field, &format!("{other}{told}"), &part.field.of));
        }
        if let Some(hash) = self.record.fields.iter().find(|field| HASHES.contains(&&*field.name)) {
            let Field { visibility, name, .. } = hash;
            text.extend(["    // TODO: hash it into `", name, "`.\n    ", visibility, "password: String,\n"]);
        }
        text + "}"
    }

    fn update(&self) -> String {
        let doc = format!("What a client sends to change a `{}`; what is absent stays as it is.", self.record.name);
        let mut text = self.head(&doc, "Update", "Deserialize", true);
        for (part, other) in self.sent() {
            let mut told = only(&part.serde, &["rename", "alias"]);
            told.push("default".to_owned());
            if is_optional(part.field) {
                told.push("deserialize_with = \"double_option\"".to_owned());
            }
            let told = spelled(&told, "    ");
            let of = format!("Option<{}>", part.field.of);
            text.push_str(&field(part.field, &format!("{other}{told}"), &of));
        }
        text + "}"
    }

    fn response(&self) -> String {
        let name = &self.record.name;
        let mut text = self.head(&format!("What a client gets of a `{name}`."), "Response", "Serialize", false);
        for (part, other) in self.given() {
            let told = spelled(&only(&part.serde, &["rename", "skip_serializing_if"]), "    ");
            text.push_str(&field(part.field, &format!("{other}{told}"), &part.field.of));
        }
        text + "}"
    }

    fn from(&self) -> String {
        let name = &self.record.name;
        let fields: Vec<String> = self.given().map(|(part, _)| format!("{0}: value.{0}", part.field.name)).collect();
        let line = format!("Self {{ {} }}", fields.join(", "));
        let lines = || fields.iter().flat_map(|field| ["            ", field, ",\n"]).collect::<String>();
        let made = if line.len() <= 80 { line } else { format!("Self {{\n{}        }}", lines()) };
        format!(
            "impl From<{name}> for {name}Response {{\n    fn from(value: {name}) -> Self {{\n        {made}\n    }}\n}}"
        )
    }

    fn apply(&self) -> String {
        let Record { visibility, name, .. } = self.record;
        let set = |field: &Field| {
            let name = &field.name;
            format!("        if let Some({name}) = self.{name} {{\n            target.{name} = {name};\n        }}\n")
        };
        let sets: String = self.sent().map(|(part, _)| set(part.field)).collect();
        format!(
            "impl {name}Update {{\n    /// Changes what was sent.\n    {visibility}fn apply(self, target: &mut {name}) {{\n{sets}    }}\n}}"
        )
    }
}

/// Whether a client sends a field of a name.
pub(super) fn is_sent(name: &str) -> bool {
    !name.is_empty()
        && !SERVER.contains(&name)
        && !HASHES.contains(&name)
        && (name == "password" || !SECRETS.contains(&name))
}

/// Tells a field that is `null` from one that is absent.
const HELPER: &str = "/// `null` is `Some(None)`, what is absent is `None`.
fn double_option<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}";

fn is_optional(field: &Field) -> bool {
    field.of.starts_with("Option<") || field.of.starts_with("std::option::Option<")
}

fn field(field: &Field, attributes: &str, of: &str) -> String {
    let docs: String = field.docs.iter().flat_map(|doc| ["    ", doc, "\n"]).collect();
    format!("{docs}{attributes}    {}{}: {of},\n", field.visibility, field.name)
}
