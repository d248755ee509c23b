//! The JSON Schema of the report: drawn from the model itself, so that it cannot say another thing.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::Report;
use super::history::History;

/// Of a report: draft 2020-12, over several lines, with a final line break.
pub fn write() -> String {
    pretty(&of::<Report>("A comparison of two drafts of a bill, by billdiff"))
}

/// Of a history, likewise.
pub fn write_history() -> String {
    pretty(&of::<History>("The provisions of a bill in all its versions, by billdiff"))
}

fn pretty(schema: &Schema) -> String {
    let mut out = serde_json::to_string_pretty(schema).unwrap_or_default();
    out.push('\n');
    out
}

/// What is written, not what would be read: a key is required where it is never absent.
fn of<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(AsWritten);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), json!(title));
    schema
}

/// Takes away what is true of the program's types alone: the width of its numbers, and that a key which is left
/// out might be null.
#[derive(Debug, Clone)]
struct AsWritten;

impl Transform for AsWritten {
    fn transform(&mut self, schema: &mut Schema) {
        let is_width = |format: &Value| format.as_str().is_some_and(|name| name.starts_with("uint") || name == "float");
        if schema.get("format").is_some_and(is_width) {
            schema.remove("format");
        }
        schema.remove("default");
        let required: Vec<Value> = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            let optional = properties.iter_mut().filter(|(name, _)| !required.iter().any(|key| key == name.as_str()));
            optional.for_each(|(_, property)| never_null(property));
        }
        transform_subschemas(self, schema);
    }
}

fn never_null(property: &mut Value) {
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = &types[..] {
            property["type"] = only.clone();
        }
    }
    if let Some(Value::Array(choices)) = property.get_mut("anyOf") {
        choices.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
        if let [Value::Object(only)] = &choices[..] {
            let only = only.clone();
            if let Value::Object(property) = property {
                property.remove("anyOf");
                property.extend(only);
            }
        }
    }
}
