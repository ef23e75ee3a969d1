//! Rows that are known by a name.
//!
//! leptos draws what is new at a place into what was there, so a row that comes or goes would turn the others into their
//! neighbours, under the user's finger and with the keyboard in them. Here a row stays the element that it was as long
//! as its name is there.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};

/// Draws rows in their order; no two have the same name.
pub fn keyed(rows: Vec<(String, AnyView)>) -> AnyView {
    Keyed(rows).into_any()
}

struct Keyed(Vec<(String, AnyView)>);

/// A drawn row, and where it stood before.
struct Row {
    name: String,
    state: AnyViewState,
    place: Option<usize>,
}

struct Drawn {
    rows: Vec<Row>,
    end: Placeholder,
}

impl Render for Keyed {
    type State = Drawn;

    fn build(self) -> Drawn {
        let row = |(name, view): (String, AnyView)| Row {
            name,
            state: view.build(),
            place: None,
        };
        Drawn {
            rows: self.0.into_iter().map(row).collect(),
            end: Rndr::create_placeholder(),
        }
    }

    fn rebuild(self, drawn: &mut Drawn) {
        let mut old: Vec<Option<Row>> = drawn.rows.drain(..).map(Some).collect();
        for (name, view) in self.0 {
            let place = old
                .iter()
                .position(|row| row.as_ref().is_some_and(|row| row.name == name));
            let row = match place.and_then(|place| old[place].take()) {
                Some(mut row) => {
                    view.rebuild(&mut row.state);
                    Row { place, ..row }
                }
                None => Row {
                    name,
                    state: view.build(),
                    place: None,
                },
            };
            drawn.rows.push(row);
        }
        for mut gone in old.into_iter().flatten() {
            gone.state.unmount();
        }
        drawn.arrange();
    }
}

impl Drawn {
    /// Moves what does not stand where it should. From the end, what has always stood before the next one stays: an
    /// element that is moved loses the keyboard.
    fn arrange(&mut self) {
        let mut before = usize::MAX;
        for place in (0..self.rows.len()).rev() {
            match self.rows[place].place {
                Some(old) if old < before => before = old,
                _ => {
                    let (head, tail) = self.rows.split_at_mut(place + 1);
                    let moved = &mut head[place].state;
                    // A row is an element, so something can always stand before it.
                    match tail.first() {
                        Some(next) => next.state.insert_before_this(moved),
                        None => self.end.insert_before_this(moved),
                    };
                }
            }
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        for row in &mut self.rows {
            row.state.unmount();
        }
        self.end.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for row in &mut self.rows {
            row.state.mount(parent, marker);
        }
        self.end.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.rows.first() {
            Some(row) => row.state.insert_before_this(child),
            None => self.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        self.rows.iter().flat_map(|row| row.state.elements()).collect()
    }
}

impl AddAnyAttr for Keyed {
    type Output<NewAttr: Attribute> = Self;

    /// The rows have theirs.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl RenderHtml for Keyed {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        for (_, view) in self.0 {
            view.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs.clone());
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
