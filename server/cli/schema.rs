//! Which shape has the JSON? The published schemas, made from the types that are printed.

use super::action::{Done, Offers};
use super::check::Findings;
use super::formats::SchemaOf;
use super::json::Document;
use super::report::Report;
use schemars::generate::SchemaSettings;

/// The JSON schema of a command's output, indented, with a line feed at its end.
pub fn schema(of: SchemaOf) -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = match of {
        SchemaOf::Routes => generator.into_root_schema_for::<Document>(),
        SchemaOf::Doctor => generator.into_root_schema_for::<Report>(),
        SchemaOf::Offers => generator.into_root_schema_for::<Offers>(),
        SchemaOf::Action => generator.into_root_schema_for::<Done>(),
        SchemaOf::Check => generator.into_root_schema_for::<Findings>(),
    };
    format!("{:#}\n", schema.as_value())
}
