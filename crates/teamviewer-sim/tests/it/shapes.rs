//! Holds every reply of the Web API against the shape that the documentation gives it (`tests/shapes/*.json`, JSON
//! Schema by section of the reference), but for the deviations that README.md lists.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::client::Answer;

/// The shapes and the endpoints, from disk at compile time.
const FILES: [&str; 7] = [
    include_str!("../shapes/common.json"),
    include_str!("../shapes/oauth.json"),
    include_str!("../shapes/account.json"),
    include_str!("../shapes/sessions.json"),
    include_str!("../shapes/reports.json"),
    include_str!("../shapes/devices.json"),
    include_str!("../shapes/users.json"),
];
const ENDPOINTS: &str = include_str!("../shapes/endpoints.json");
const README: &str = include_str!("../../README.md");

/// Faults after which an answer need not have its shape.
const SPOILING: [&str; 11] = [
    "too_many_requests",
    "unavailable",
    "broken_json",
    "not_json",
    "foreign_link",
    "javascript_link",
    "missing_fields",
    "wrong_types",
    "lower_case_state",
    "int_enums",
    "huge_body",
];

/// What a row of README's table says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deviation {
    /// Documented, and never sent.
    NotSent,
    /// Sent, and not documented.
    ExtraField,
    /// This value is sent, and not documented.
    ExtraValue(String),
}

/// Shape and field, as `SessionFull` and `online`.
type Place = (String, String);

/// Everything read from the files.
pub struct Shapes {
    definitions: Map<String, Value>,
    validators: BTreeMap<String, Validator>,
    endpoints: Vec<Endpoint>,
    deviations: Vec<(Place, Deviation)>,
}

struct Endpoint {
    method: String,
    path: Vec<String>,
    replies: BTreeMap<String, Option<String>>,
    full_list: Option<String>,
}

/// What the replies so far held: places and endpoints.
#[derive(Debug, Default)]
pub struct Seen {
    pub places: BTreeSet<Place>,
    pub endpoints: BTreeSet<String>,
}

/// The shapes.
pub static SHAPES: LazyLock<Shapes> = LazyLock::new(Shapes::read);

/// Whether the answer under this fault is out of shape on purpose.
pub fn is_spoiling(fault: &str) -> bool {
    SPOILING.contains(&fault)
}

impl Shapes {
    fn read() -> Self {
        let parse = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        let mut definitions = Map::new();
        for file in FILES {
            for (name, shape) in parse(file)["$defs"].as_object().unwrap() {
                let before = definitions.insert(name.clone(), shape.clone());
                assert!(before.is_none(), "{name} is there twice");
            }
        }
        let validator = |name: &String| {
            let schema = json!({ "$ref": format!("#/$defs/{name}"), "$defs": definitions });
            (name.clone(), jsonschema::validator_for(&schema).unwrap())
        };
        let validators = definitions.keys().map(validator).collect();
        let endpoints = parse(ENDPOINTS)["endpoints"].as_array().unwrap().clone();
        Self {
            validators,
            endpoints: endpoints.iter().map(Endpoint::read).collect(),
            deviations: deviations(README),
            definitions,
        }
    }

    /// What is wrong with an answer, nothing when all is well. `target` is path and query.
    pub fn faults_of(&self, method: &str, target: &str, answer: &Answer, seen: &mut Seen) -> Vec<String> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let Some(path) = path.strip_prefix("/api/v1") else {
            return Vec::new();
        };
        if path == "/oauth2/authorize" {
            return Vec::new();
        }
        let Some(endpoint) = self.endpoints.iter().find(|endpoint| endpoint.fits(method, path)) else {
            return match answer.status {
                404 => self.error(answer, seen),
                _ => vec!["an endpoint that no shape speaks of".to_owned()],
            };
        };
        if !(200..300).contains(&answer.status) {
            return self.error(answer, seen);
        }
        seen.endpoints.insert(endpoint.name());
        let full = query.split('&').any(|pair| pair == "full_list=true");
        match endpoint.replies.get(&answer.status.to_string()) {
            None => vec!["a status that is not documented".to_owned()],
            Some(None) if answer.body.is_empty() => Vec::new(),
            Some(None) => vec!["a body where none belongs".to_owned()],
            Some(Some(shape)) => {
                let shape = endpoint.full_list.as_ref().filter(|_| full).unwrap_or(shape);
                self.body(shape, answer, seen)
            }
        }
    }

    fn error(&self, answer: &Answer, seen: &mut Seen) -> Vec<String> {
        let kind = answer.header("content-type").unwrap_or_default();
        let is_text = kind.starts_with("text/plain");
        match answer.status {
            401 if answer.header("www-authenticate") != Some("Bearer") => {
                vec!["401 without WWW-Authenticate".to_owned()]
            }
            401 if answer.body.is_empty() => Vec::new(),
            400 if is_text && answer.body.contains("license limitations") => Vec::new(),
            // Not the API's answers: the request never got that far.
            413 | 421 if is_text => Vec::new(),
            404 if answer.body.contains("This host has no such page.") => Vec::new(),
            _ => self.body("Error", answer, seen),
        }
    }

    fn body(&self, shape: &str, answer: &Answer, seen: &mut Seen) -> Vec<String> {
        let kind = answer.header("content-type").unwrap_or_default();
        if !kind.starts_with("application/json") {
            return vec![format!("content type {kind:?}")];
        }
        match serde_json::from_str(&answer.body) {
            Ok(body) => self.value(shape, body, seen),
            Err(error) => vec![error.to_string()],
        }
    }

    fn value(&self, shape: &str, mut body: Value, seen: &mut Seen) -> Vec<String> {
        self.visit(shape, &mut body, seen);
        let errors = self.validators[shape].iter_errors(&body);
        errors
            .take(5)
            .map(|error| format!("{shape}{}: {error}", error.instance_path()))
            .collect()
    }

    /// Notes the fields of a value, and takes from it what the deviations allow.
    fn visit(&self, shape: &str, value: &mut Value, seen: &mut Seen) {
        let Some(properties) = self.definitions[shape]["properties"].as_object() else {
            return;
        };
        let Some(fields) = value.as_object_mut() else {
            return;
        };
        for ((_, field), deviation) in self.deviations.iter().filter(|((at, _), _)| at == shape) {
            match deviation {
                Deviation::ExtraField => {
                    fields.remove(field);
                }
                Deviation::ExtraValue(extra) if fields.get(field) == Some(&json!(extra)) => {
                    let documented = properties[field]["enum"][0].clone();
                    fields.insert(field.clone(), documented);
                }
                _ => {}
            }
        }
        for (name, value) in fields {
            seen.places.insert((shape.to_owned(), name.clone()));
            let Some(property) = properties.get(name) else {
                continue;
            };
            if let Some(shape) = reference(property) {
                self.visit(shape, value, seen);
            }
            if let (Some(shape), Some(items)) = (reference(&property["items"]), value.as_array_mut()) {
                items.iter_mut().for_each(|item| self.visit(shape, item, seen));
            }
        }
    }

    /// Every field of every shape.
    fn places(&self) -> BTreeSet<Place> {
        let fields = |(shape, definition): (&String, &Value)| {
            let names = definition["properties"].as_object().cloned().unwrap_or_default();
            names
                .keys()
                .map(|name| (shape.clone(), name.clone()))
                .collect::<Vec<_>>()
        };
        self.definitions.iter().flat_map(fields).collect()
    }

    /// Fields that README says are never sent.
    fn not_sent(&self) -> BTreeSet<Place> {
        let rows = self
            .deviations
            .iter()
            .filter(|(_, what)| *what == Deviation::NotSent);
        rows.map(|(place, _)| place.clone()).collect()
    }

    /// Every field that should occur.
    pub fn expected(&self) -> BTreeSet<Place> {
        self.places().difference(&self.not_sent()).cloned().collect()
    }

    /// Every endpoint.
    pub fn endpoints(&self) -> BTreeSet<String> {
        self.endpoints.iter().map(Endpoint::name).collect()
    }
}

impl Endpoint {
    fn read(entry: &Value) -> Self {
        let (method, path) = entry["endpoint"].as_str().unwrap().split_once(' ').unwrap();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let replies = entry["replies"].as_object().unwrap().iter();
        Self {
            method: method.to_owned(),
            path: path.split('/').map(str::to_owned).collect(),
            replies: replies
                .map(|(status, shape)| (status.clone(), text(shape)))
                .collect(),
            full_list: text(&entry["full_list"]),
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.method, self.path.join("/"))
    }

    fn fits(&self, method: &str, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        self.method == method
            && self.path.len() == parts.len()
            && self
                .path
                .iter()
                .zip(parts)
                .all(|(known, part)| known.starts_with('{') || known == part)
    }
}

fn reference(property: &Value) -> Option<&str> {
    property["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// The rows of README's table of deviations: `| shape | field | kind | reason |`.
fn deviations(readme: &str) -> Vec<(Place, Deviation)> {
    let (_, section) = readme
        .split_once("## Deviations from the documented shapes")
        .unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let shape = cells[1].trim_matches('`').to_owned();
        let (field, value) = match cells[2].split_once(" = ") {
            Some((field, value)) => (field, Some(value.trim_matches('`').to_owned())),
            None => (cells[2], None),
        };
        let deviation = match (cells[3], value) {
            ("not sent", None) => Deviation::NotSent,
            ("extra field", None) => Deviation::ExtraField,
            ("extra value", Some(value)) => Deviation::ExtraValue(value),
            (kind, _) => panic!("{kind:?} is no kind of deviation: {row}"),
        };
        assert!(cells[4].len() > 10, "no reason is given: {row}");
        ((shape, field.trim_matches('`').to_owned()), deviation)
    })
    .collect()
}

#[test]
fn the_deviations_speak_of_shapes_that_exist() {
    let places = SHAPES.places();
    for (place, deviation) in &SHAPES.deviations {
        assert_eq!(
            *deviation != Deviation::ExtraField,
            places.contains(place),
            "{place:?} {deviation:?}"
        );
    }
}

#[test]
fn what_does_not_have_its_shape_is_found() {
    let answer = |status: u16, body: Value| Answer {
        status,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: body.to_string(),
    };
    let complaints = |method: &str, target: &str, answer: &Answer| {
        SHAPES.faults_of(method, target, answer, &mut Seen::default())
    };
    let good = json!({ "code": "s119-457-589", "state": "Open", "online": true, "groupid": "g1",
        "support_session_type": "Pilot" });
    let list = |session: &Value| answer(200, json!({ "sessions": [session] }));
    assert!(complaints("GET", "/api/v1/sessions", &list(&good)).is_empty());
    let spoil = |name: &str, value: Value| {
        let mut session = good.clone();
        session[name] = value;
        complaints("GET", "/api/v1/sessions", &list(&session))
    };
    for (name, value) in [
        ("surprise", json!(1)),
        ("state", json!("open")),
        ("online", json!("yes")),
        ("code", json!("s119457589")),
        ("groupid", Value::Null),
    ] {
        assert_eq!(spoil(name, value).len(), 1, "{name}");
    }
    assert!(!complaints("GET", "/api/v1/sessions?full_list=true", &list(&good)).is_empty());
    assert!(!complaints("GET", "/api/v1/sessions", &answer(201, json!({ "sessions": [] }))).is_empty());
    assert!(!complaints("PUT", "/api/v1/sessions/s1", &answer(204, json!({}))).is_empty());
    assert!(!complaints("GET", "/api/v1/meetings", &answer(200, json!({}))).is_empty());
    assert!(!complaints("GET", "/api/v1/account", &answer(500, json!({ "error": "oh" }))).is_empty());
    assert!(!complaints("GET", "/api/v1/account", &answer(401, json!({}))).is_empty());
}
