//! Installed Packages: the managed package, and what stands in the way of uninstalling it.

use maud::{Markup, html};

use super::rows;
use super::visit::{Answer, Visit, table};
use crate::classic::layout::Item;

/// The address of the list of packages.
pub const HOME: &str = "/lightning/setup/ImportedPackage/home";

/// Answers [`HOME`].
///
/// # Errors
/// When the database fails.
pub fn home(visit: &Visit<'_>) -> Answer {
    let namespace = visit.org.package.namespace();
    if namespace.is_empty() {
        let main = html! { p { "No managed package is installed. The sources of this org belong to the org itself." } };
        return Ok(visit.page("Installed Packages", &main));
    }
    let left = remaining(visit, namespace)?;
    let main = html! {
        (table("Installed Packages", &["Namespace Prefix", "Status"], &[vec![html! { (namespace) }, html! { "Installed" }]]))
        h2 class="slds-text-heading_small slds-m-top_medium" { "Before you uninstall" }
        p { "Take away its permission sets, and take its components off the pages:" }
        (table("To be taken away first", &["What", "Where"], &left))
        p class="slds-m-top_small" { "This org uninstalls a package when it is started without the package's sources." }
    };
    Ok(visit.page("Installed Packages", &main))
}

/// What of the package is still in use.
fn remaining(visit: &Visit<'_>, namespace: &str) -> Result<Vec<Vec<Markup>>, apex::host::HostError> {
    let soql = "SELECT Assignee.Name, PermissionSet.Label FROM PermissionSetAssignment \
                WHERE PermissionSet.NamespacePrefix = :value ORDER BY PermissionSet.Label, Assignee.Name";
    let assigned = rows::select(&mut visit.host()?, soql, namespace)?;
    let parent = |row: &apex::host::Record, of: &str, field: &str| match row.fields.get(of) {
        Some(apex::host::Field::Parent(Some(parent))) => rows::text(parent, field),
        _ => String::new(),
    };
    let mut left: Vec<Vec<Markup>> = assigned
        .iter()
        .map(|row| {
            vec![
                html! { "Permission set " (parent(row, "PermissionSet", "Label")) },
                html! { (parent(row, "Assignee", "Name")) },
            ]
        })
        .collect();
    for layout in visit.org.classic.layouts.all() {
        let now = visit
            .org
            .classic
            .layouts
            .now(&visit.org.database, &layout.object)?
            .unwrap_or_default();
        for item in now
            .sections
            .iter()
            .flat_map(|section| section.columns.iter().flatten())
        {
            if let Item::Page(page) = item
                && visit
                    .org
                    .library
                    .page_namespace(&visit.org.package.resolve(&page.page, &now.namespace))
                    == Some(namespace)
            {
                left.push(vec![
                    html! { "Visualforce page " (page.page) },
                    html! { "Page layout " (now.name) },
                ]);
            }
        }
    }
    Ok(left)
}
