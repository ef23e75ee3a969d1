//! Reading one metadata file: well-formed, of the expected root, into a Rust shape.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde::de::DeserializeOwned;

use crate::OpenError;

/// Parses a metadata file whose root element must be `root`.
pub(super) fn parse<T: DeserializeOwned>(path: &Path, root: &str) -> Result<T, OpenError> {
    let text = std::fs::read_to_string(path).map_err(|error| OpenError::read(path, error))?;
    check(&text, root).map_err(|reason| OpenError::metadata(path, reason))?;
    quick_xml::de::from_str(&text).map_err(|error| OpenError::metadata(path, error))
}

/// The deserialiser stops at the end of the root and takes any root: both are checked here.
fn check(text: &str, root: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let mut open = 0_u32;
    let mut roots = 0_u32;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("{error} (at byte {})", reader.error_position()))?;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                if open == 0 {
                    roots += 1;
                    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                    if name != root {
                        return Err(format!("the root element is <{name}>, expected <{root}>"));
                    }
                }
                if matches!(event, Event::Start(_)) {
                    open += 1;
                }
            }
            Event::End(_) => open = open.saturating_sub(1),
            Event::Eof if open > 0 => return Err("the file ends inside an element".to_owned()),
            Event::Eof if roots == 0 => return Err(format!("no element in the file, expected <{root}>")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The file name without `suffix`, or an error that says which name was expected.
pub(super) fn component_name(path: &Path, suffix: &str) -> Result<String, OpenError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    match name.strip_suffix(suffix) {
        Some(stem) if !stem.is_empty() => Ok(stem.to_owned()),
        _ => Err(OpenError::metadata(
            path,
            format!("the file name must end in {suffix}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn accepts_the_expected_root() {
        assert_eq!(
            check("<?xml version=\"1.0\"?>\n<A xmlns=\"x\"><b/></A>\n", "A"),
            Ok(())
        );
    }

    #[test]
    fn refuses_another_root_and_broken_files() {
        assert!(check("<B/>", "A").unwrap_err().contains("<B>"));
        assert!(check("<A><b></A>", "A").is_err());
        assert!(check("<A>", "A").is_err());
        assert!(check("", "A").unwrap_err().contains("<A>"));
    }
}
