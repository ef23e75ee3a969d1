//! Dates and spans by the browser's `Intl`, which knows every locale at no cost in bytes.
//!
//! The first use of `Intl` in a page takes tens of milliseconds, so nothing here is made before it is used,
//! and it is used only when an answer has come: the first request is on its way long before.

use std::cell::OnceCell;

use domain::Instant;
use domain::remaining::Remaining;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::formats::duration_parts;
use crate::{Figures, Formats, complain, property, window};

/// [`Formats`] by the browser.
pub struct BrowserFormats {
    locale: String,
    time_zone: String,
    date_time: OnceCell<Option<Formatter>>,
    relative: OnceCell<Option<Formatter>>,
    date: OnceCell<Option<Formatter>>,
    number: OnceCell<Option<Formatter>>,
    /// Hours, minutes, seconds.
    units: [OnceCell<Option<Formatter>>; 3],
}

/// A formatter of `Intl` and its `format` method.
struct Formatter {
    object: JsValue,
    format: Function,
}

impl BrowserFormats {
    /// For a locale (language tag) and a time zone; either may be empty, meaning the browser's own.
    pub fn new(locale: String, time_zone: String) -> Self {
        Self {
            locale,
            time_zone,
            date_time: OnceCell::new(),
            relative: OnceCell::new(),
            date: OnceCell::new(),
            number: OnceCell::new(),
            units: [const { OnceCell::new() }; 3],
        }
    }

    /// Makes `new Intl[class](locale, options)`. A locale or time zone that the browser does not know is
    /// left out, and said on the console: a date in another form is better than none.
    fn make(&self, class: &str, options: &[(&str, &str)]) -> Option<Formatter> {
        let zone = [("timeZone", self.time_zone.as_str())];
        let wishes = [
            (self.locale.as_str(), &zone[..]),
            (self.locale.as_str(), &[]),
            ("", &zone),
            ("", &[]),
        ];
        for (attempt, (locale, zone)) in wishes.into_iter().enumerate() {
            let pairs = options.iter().chain(zone).filter(|(_, value)| !value.is_empty());
            if let Some(formatter) = construct(class, locale, pairs) {
                if attempt > 0 {
                    complain(&format!(
                        "Intl.{class} refused {} {}",
                        self.locale, self.time_zone
                    ));
                }
                return Some(formatter);
            }
        }
        None
    }
}

fn construct<'a>(
    class: &str,
    locale: &str,
    options: impl Iterator<Item = &'a (&'a str, &'a str)>,
) -> Option<Formatter> {
    let constructor: Function = property(&property(window()?.as_ref(), "Intl")?, class)?
        .dyn_into()
        .ok()?;
    let object = Object::new();
    for (name, value) in options {
        Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value)).ok()?;
    }
    let locale = if locale.is_empty() {
        JsValue::UNDEFINED
    } else {
        JsValue::from_str(locale)
    };
    let object = Reflect::construct(&constructor, &Array::of2(&locale, &object)).ok()?;
    let format = property(&object, "format")?.dyn_into().ok()?;
    Some(Formatter { object, format })
}

impl Formats for BrowserFormats {
    fn date_time(&self, instant: Instant) -> String {
        let made = self.date_time.get_or_init(|| {
            self.make(
                "DateTimeFormat",
                &[("dateStyle", "medium"), ("timeStyle", "short")],
            )
        });
        write(made.as_ref(), instant.millis() as f64)
    }

    fn remaining(&self, remaining: Remaining) -> Option<String> {
        let (count, unit) = match remaining {
            Remaining::Days(days) => (days, "day"),
            Remaining::Hours(hours) => (hours, "hour"),
            Remaining::Minutes(minutes) => (minutes, "minute"),
            Remaining::Moments | Remaining::Over => return None,
        };
        let made = self
            .relative
            .get_or_init(|| self.make("RelativeTimeFormat", &[("numeric", "always")]));
        let formatter = made.as_ref()?;
        let (count, unit) = (JsValue::from_f64(f64::from(count)), JsValue::from_str(unit));
        formatter
            .format
            .call2(&formatter.object, &count, &unit)
            .ok()?
            .as_string()
    }
}

impl Figures for BrowserFormats {
    fn date(&self, instant: Instant) -> String {
        let made = self
            .date
            .get_or_init(|| self.make("DateTimeFormat", &[("dateStyle", "medium")]));
        write(made.as_ref(), instant.millis() as f64)
    }

    fn number(&self, number: f64) -> String {
        let made = self.number.get_or_init(|| self.make("NumberFormat", &[]));
        write(made.as_ref(), number)
    }

    fn duration(&self, seconds: u64) -> String {
        let part = |(number, unit): (u64, &'static str)| {
            let place = ["hour", "minute", "second"].iter().position(|name| *name == unit);
            let options = [("style", "unit"), ("unit", unit), ("unitDisplay", "short")];
            let made =
                self.units[place.unwrap_or_default()].get_or_init(|| self.make("NumberFormat", &options));
            write(made.as_ref(), number as f64)
        };
        let parts: Vec<String> = duration_parts(seconds).into_iter().map(part).collect();
        parts.join(" ")
    }
}

/// What a formatter makes of a number; nothing where the browser has no such formatter.
fn write(formatter: Option<&Formatter>, number: f64) -> String {
    formatter
        .and_then(|it| {
            it.format
                .call1(&it.object, &JsValue::from_f64(number))
                .ok()?
                .as_string()
        })
        .unwrap_or_default()
}
