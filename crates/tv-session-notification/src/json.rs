//! JSON by the browser's own reader and writer, which cost no bytes.

use contract::{Connected, ErrorCode, FromSource as _, RemoteError, Source, Watched, remoting_failure};

use crate::shell;

/// A value of the JSON that was read last; another reading makes it another's.
#[derive(Clone, Copy)]
pub struct Parsed(u32);

impl Parsed {
    /// Reads the text that is being told; `None` when it is no JSON.
    fn heard() -> Option<Self> {
        Self::at(shell::parse())
    }

    fn at(place: u32) -> Option<Self> {
        (place > 0).then_some(Self(place))
    }
}

impl Source for Parsed {
    fn member(&self, name: &str) -> Option<Self> {
        Self::at(shell::member(self.0, name))
    }

    fn text(&self) -> Option<String> {
        shell::text(self.0)
    }

    fn flag(&self) -> Option<bool> {
        let flag = shell::flag(self.0);
        (flag >= 0.0).then_some(flag > 0.0)
    }

    fn number(&self) -> Option<u32> {
        let number = shell::number(self.0);
        let whole = number as u32;
        (f64::from(whole) == number).then_some(whole)
    }

    fn is_object(&self) -> bool {
        // Of no reply that this component reads.
        false
    }

    fn items(&self) -> Option<Vec<Self>> {
        let length = shell::length(self.0);
        if length < 0.0 {
            return None;
        }
        let first = shell::items(self.0);
        Some((first..first + length as u32).map(Self).collect())
    }
}

/// Reads the members of a value. Ends with [`Reader::read`]: leaving at the first member that is not the contract's, as
/// the contract's own readers do, takes twice the code.
struct Reader<'a, S> {
    from: &'a S,
    broken: bool,
}

impl<S: Source> Reader<'_, S> {
    /// A value that must be there.
    fn sure<T: Default>(&mut self, value: Option<T>) -> T {
        self.broken |= value.is_none();
        value.unwrap_or_default()
    }

    fn text(&mut self, name: &str) -> String {
        let text = self.from.member(name).and_then(|text| text.text());
        self.sure(text)
    }

    /// A text that may be absent, but not be something else.
    fn text_if_any(&mut self, name: &str) -> Option<String> {
        let text = self.from.member(name)?.text();
        Some(self.sure(text))
    }

    fn number(&mut self, name: &str) -> u32 {
        let number = self.from.member(name).and_then(|number| number.number());
        self.sure(number)
    }

    /// What was read of the members, if they are the contract's.
    fn read<T>(self, value: T) -> Option<T> {
        (!self.broken).then_some(value)
    }
}

fn reader<S: Source>(from: &S) -> Reader<'_, S> {
    Reader { from, broken: false }
}

/// The answer of `poll`.
pub fn watched<S: Source>(data: &S) -> Option<Watched> {
    let mut reader = reader(data);
    let mut watched = Watched {
        poll_seconds: reader.number("pollSeconds"),
        idle_minutes: reader.number("idleMinutes"),
        open: reader.number("open"),
        online: Vec::new(),
    };
    for item in data.member("online")?.items()? {
        let mut of_item = Reader {
            from: &item,
            broken: reader.broken,
        };
        watched.online.push(Connected {
            id: of_item.text("id"),
            code: of_item.text("code"),
            connects: of_item.number("connects"),
            record_id: of_item.text("recordId"),
            record_name: of_item.text_if_any("recordName"),
        });
        reader.broken = of_item.broken;
    }
    reader.read(watched)
}

/// Where to, in the answer of `join` or `signIn`.
pub fn address<S: Source>(data: &S) -> Option<String> {
    let link = data.member("supporterLink").or_else(|| data.member("url"))?;
    link.text()
}

/// The failure in a reply.
fn error<S: Source>(source: &S) -> Option<RemoteError> {
    let mut reader = reader(source);
    let seconds = source.member("retryAfterSeconds");
    let error = RemoteError {
        code: ErrorCode::read(&source.member("code")?)?,
        detail: reader.text_if_any("detail"),
        retry_after_seconds: seconds.map(|_| reader.number("retryAfterSeconds")),
        reference: reader.text_if_any("reference"),
    };
    reader.read(error)
}

/// The data of a reply, not read yet: what does not depend on the sort of reply is there once then.
pub fn reply_data() -> Result<Parsed, RemoteError> {
    data_of(Parsed::heard())
}

fn data_of<S: Source>(reply: Option<S>) -> Result<S, RemoteError> {
    let ok = reply.as_ref().and_then(|reply| reply.member("ok")?.flag());
    let member = |name| reply.as_ref().and_then(|reply| reply.member(name));
    match ok {
        Some(true) => member("data").ok_or_else(broken),
        Some(false) => Err(member("error")
            .and_then(|failure| error(&failure))
            .unwrap_or_else(broken)),
        None => Err(broken()),
    }
}

/// What a reply is that is not the contract's.
pub fn broken() -> RemoteError {
    RemoteError::of(ErrorCode::Internal)
}

/// What remoting says of a call that failed between the page and Apex.
pub fn failure() -> RemoteError {
    let event = Parsed(shell::parse());
    let mut reader = reader(&event);
    let code = remoting_failure(
        event.member("statusCode").and_then(|status| status.number()),
        &reader.text("message"),
    );
    RemoteError {
        reference: Some(reader.text("where")).filter(|at| !at.is_empty()),
        ..RemoteError::of(code)
    }
}

/// The same readers' JSON where there is no browser.
#[cfg(test)]
#[path = "../../contract/tests/it/common/parsed.rs"]
mod parsed;

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use contract::{Connected, JoinLinks, RemoteError, SignInUrl, Watched, parse_reply};
    use serde_json::{Value, json};

    use super::parsed::Parsed;

    /// What this component reads of a reply.
    fn read<T>(reply: &Value, data: impl Fn(&Parsed) -> Option<T>) -> Result<T, RemoteError> {
        let found = super::data_of(Some(Parsed(reply.clone())))?;
        data(&found).ok_or_else(super::broken)
    }

    /// A reply is read as by the contract's own reader.
    fn same<T: Debug + PartialEq>(
        reply: &Value,
        data: impl Fn(&Parsed) -> Option<T>,
        contract: impl Fn(&str) -> Result<T, RemoteError>,
    ) {
        assert_eq!(read(reply, data), contract(&reply.to_string()), "{reply}");
    }

    fn sign_in_url(text: &str) -> Result<String, RemoteError> {
        parse_reply::<SignInUrl>(text).map(|answer| answer.url)
    }

    /// A value, and the same with each of its members left out, null, and something else.
    fn spoilt(value: &Value) -> Vec<Value> {
        let mut all = vec![value.clone()];
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let mut without = members.clone();
                    without.remove(name);
                    all.push(Value::Object(without));
                    for other in spoilt(member) {
                        let mut with = members.clone();
                        with.insert(name.clone(), other);
                        all.push(Value::Object(with));
                    }
                }
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    for other in spoilt(item) {
                        let mut with = items.clone();
                        with[place] = other;
                        all.push(Value::Array(with));
                    }
                }
            }
            _ => {}
        }
        all.extend([
            json!(null),
            json!(7),
            json!(-1),
            json!(1.5),
            json!("x"),
            json!({}),
            json!([]),
        ]);
        all
    }

    #[test]
    fn replies_are_read_as_by_the_contracts_reader() {
        let connected = |id: &str, name: Option<&str>| Connected {
            id: id.to_owned(),
            code: "s12-345-678".to_owned(),
            connects: 3,
            record_id: "500000000000001AAA".to_owned(),
            record_name: name.map(str::to_owned),
        };
        let watched = Watched {
            poll_seconds: 15,
            idle_minutes: 120,
            open: 2,
            online: vec![connected("a01", Some("00001000")), connected("a02", None)],
        };
        for reply in spoilt(&json!({ "ok": true, "data": watched })) {
            same(&reply, super::watched, parse_reply::<Watched>);
        }
        let links = JoinLinks {
            supporter_link: "https://start.teamviewer.com/s1".to_owned(),
            web_client_link: None,
        };
        for reply in spoilt(&json!({ "ok": true, "data": links })) {
            same(&reply, super::address, |text| {
                parse_reply::<JoinLinks>(text).map(|links| links.supporter_link)
            });
        }
        for reply in spoilt(&json!({ "ok": true, "data": { "url": "https://login.teamviewer.com/x" } })) {
            same(&reply, super::address, sign_in_url);
        }
        let error = json!({
            "code": "rateLimit", "detail": "words", "retryAfterSeconds": 7, "reference": "line 7"
        });
        for reply in spoilt(&json!({ "ok": false, "error": error })) {
            same(&reply, super::address, sign_in_url);
        }
    }
}
