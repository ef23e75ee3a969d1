//! A Visualforce page inside a page of Classic.

use maud::{Markup, html};

use crate::org::Org;

/// A frame with a page.
#[derive(Clone, Copy, Debug)]
pub struct Framed<'f> {
    /// Page, as the metadata names it.
    pub page: &'f str,
    /// Namespace of the metadata.
    pub namespace: &'f str,
    /// Accessible name; `None`: the page's label.
    pub title: Option<&'f str>,
    /// Id of the record it is about; empty when there is none.
    pub record: &'f str,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether it may be scrolled.
    pub scroll: bool,
}

/// The address of a page on this host, which hands the login over to the page's own host; `None` when there is no such
/// page.
pub fn address(org: &Org, page: &str, namespace: &str, record: &str) -> Option<String> {
    let full = org.package.resolve(page, namespace);
    let page = org.library.page_name(&full)?;
    let id = if record.is_empty() {
        String::new()
    } else {
        format!("id={record}&")
    };
    Some(format!("/apex/{page}?{id}inline=1"))
}

/// Whether a page asks for the header of Classic around it.
pub fn has_header(org: &Org, page: &str, namespace: &str) -> bool {
    let full = org.package.resolve(page, namespace);
    let page = org.library.page(&full).ok();
    let asked = page.and_then(|page| page.root.attribute("showHeader")?.literal());
    asked.as_deref() != Some("false")
}

/// The label of a page.
pub fn label(org: &Org, page: &str, namespace: &str) -> String {
    let full = org.package.resolve(page, namespace);
    org.library.page_label(&full).unwrap_or(full)
}

impl Framed<'_> {
    /// The frame has no `allow` and no `sandbox`, as on Salesforce. In a tab it loads when the tab is first shown.
    pub fn show(&self, org: &Org) -> Markup {
        match address(org, self.page, self.namespace, self.record) {
            Some(address) => {
                let own = label(org, self.page, self.namespace);
                let title = self.title.unwrap_or(&own);
                let scrolling = (!self.scroll).then_some("no");
                html! {
                    iframe class="classic-frame" title=(title) height=(self.height) scrolling=[scrolling] data-src=(address) {}
                }
            }
            None => {
                html! { p { "The Visualforce page " code { (self.page) } " does not exist in this org." } }
            }
        }
    }
}
