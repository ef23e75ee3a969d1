//! Tables for spreadsheets: RFC 4180, in UTF-8 with the mark that spreadsheets know it by.

/// What spreadsheets know UTF-8 by.
const MARK: char = '\u{feff}';

/// What a spreadsheet takes for the beginning of a formula; the wide ones are those of Asian keyboards.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csv {
    text: String,
}

impl Default for Csv {
    fn default() -> Self {
        Self {
            text: MARK.to_string(),
        }
    }
}

impl Csv {
    /// Adds a row. A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which it is
    /// taken for text: cells come from people whom nobody here knows.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: &str) {
        let quoted = cell.contains([',', ';', '"', '\r', '\n', '\t'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace);
        if quoted {
            self.text.push('"');
        }
        if cell.trim_start_matches(' ').starts_with(FORMULA) {
            self.text.push('\'');
        }
        for (place, part) in cell.split('"').enumerate() {
            if place > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        if quoted {
            self.text.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, FORMULA};
    use proptest::prelude::*;

    fn table(rows: &[Vec<String>]) -> String {
        let mut csv = Csv::default();
        for row in rows {
            csv.row(row.iter().map(String::as_str));
        }
        csv.finish()
    }

    /// Reads a table as RFC 4180 says, one character after the other.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let (mut row, mut cell, mut inside) = (Vec::new(), String::new(), false);
        let mut left = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
        while let Some(char) = left.next() {
            match char {
                '"' if inside && left.peek() == Some(&'"') => {
                    left.next();
                    cell.push('"');
                }
                '"' => inside = !inside,
                ',' if !inside => row.push(std::mem::take(&mut cell)),
                '\r' if !inside && left.peek() == Some(&'\n') => {
                    left.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                char => cell.push(char),
            }
        }
        assert!(!inside && row.is_empty() && cell.is_empty());
        rows
    }

    #[test]
    fn writes_what_spreadsheets_read() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let written = table(&[
            row(&["Start", "Notes"]),
            row(&["2026-11-26 14:05:00", "plain"]),
            row(&["a,b", "say \"hi\""]),
            row(&["two\r\nlines", " spaced "]),
        ]);
        assert_eq!(
            written,
            "\u{feff}Start,Notes\r\n2026-11-26 14:05:00,plain\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\r\nlines\",\" \
             spaced \"\r\n"
        );
    }

    #[test]
    fn a_formula_is_only_text() {
        for cell in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1",
        ] {
            let read = read(&table(&[vec![cell.to_owned()]]));
            assert_eq!(read[0][0], format!("'{cell}"));
        }
        assert_eq!(table(&[vec!["1-1=0".to_owned()]]), "\u{feff}1-1=0\r\n");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_never_a_formula(
            rows in prop::collection::vec(prop::collection::vec("[=+\\-@\t\r\n\",;' a-cé＝]{0,8}|\\PC{0,8}", 1..5), 1..5)
        ) {
            let read = read(&table(&rows));
            prop_assert_eq!(read.len(), rows.len());
            for (read, cell) in read.iter().flatten().zip(rows.iter().flatten()) {
                prop_assert!(!read.trim_start_matches(' ').starts_with(FORMULA), "{read:?}");
                let apostrophe = format!("'{cell}");
                prop_assert!(read == cell || *read == apostrophe);
            }
            prop_assert_eq!(read.iter().map(Vec::len).collect::<Vec<_>>(), rows.iter().map(Vec::len).collect::<Vec<_>>());
        }
    }
}
