//! Readers of what the company's report answers.

use super::{FromSource, Source, list, optional, required};
use crate::{CompanyPage, CompanyReport, Named, People, Scope, ZoneChange};

impl FromSource for CompanyReport {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            today: required(source, "today")?,
            first: required(source, "first")?,
            last: required(source, "last")?,
            zone: list(source, "zone")?,
            account: required(source, "account")?,
            account_id: required(source, "accountId")?,
            people: optional(source, "people")?,
            page: required(source, "page")?,
        })
    }
}

impl FromSource for CompanyPage {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            connections: list(source, "connections")?,
            unreadable: required(source, "unreadable")?,
            remaining: required(source, "remaining")?,
            next: optional(source, "next")?,
        })
    }
}

impl FromSource for ZoneChange {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            since: required(source, "since")?,
            local: required(source, "local")?,
        })
    }
}

impl FromSource for People {
    fn read(source: &impl Source) -> Option<Self> {
        // Serde reads a list as one without members too.
        source.is_object().then_some(())?;
        Some(Self {
            scope: optional(source, "scope")?,
            users: optional_list(source, "users")?,
            groups: optional_list(source, "groups")?,
        })
    }
}

fn optional_list<T: FromSource>(source: &impl Source, name: &str) -> Option<Option<Vec<T>>> {
    match source.member(name) {
        None => Some(None),
        Some(_) => list(source, name).map(Some),
    }
}

impl FromSource for Scope {
    fn read(source: &impl Source) -> Option<Self> {
        Some(match source.text()?.as_str() {
            "all" => Self::All,
            "own" => Self::Own,
            _ => Self::Unknown,
        })
    }
}

impl FromSource for Named {
    fn read(source: &impl Source) -> Option<Self> {
        Some(Self {
            id: required(source, "id")?,
            name: required(source, "name")?,
        })
    }
}
