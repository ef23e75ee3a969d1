//! JSON as values and as a sequence of events.

use std::iter::Peekable;
use std::vec::IntoIter;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// A text.
    String(String),
    /// `[...]`.
    Array(Vec<Json>),
    /// `{...}` in the order written, double names included.
    Object(Vec<(String, Json)>),
}

/// A step of reading.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// `{`.
    StartObject,
    /// `}`.
    EndObject,
    /// `[`.
    StartArray,
    /// `]`.
    EndArray,
    /// The name of a member.
    Name(String),
    /// Null, boolean, number or text.
    Scalar(Json),
}

/// The value the next events make; `None` at the end or at a closing bracket.
pub(super) fn build(events: &mut Peekable<IntoIter<Event>>) -> Option<Json> {
    match events.next()? {
        Event::Scalar(json) => Some(json),
        Event::StartArray => {
            let mut items = Vec::new();
            while let Some(item) = build(events) {
                items.push(item);
            }
            Some(Json::Array(items))
        }
        Event::StartObject => {
            let mut members = Vec::new();
            while let Some(Event::Name(name)) = events.next() {
                members.push((name, build(events)?));
            }
            Some(Json::Object(members))
        }
        Event::EndArray | Event::EndObject | Event::Name(_) => None,
    }
}
